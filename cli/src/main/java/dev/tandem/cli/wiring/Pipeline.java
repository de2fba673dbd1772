/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.capture.Capture;
import dev.tandem.capture.CaptureConfig;
import dev.tandem.capture.CaptureMeter;
import dev.tandem.config.DynamoTarget.Credentials;
import dev.tandem.config.HeartbeatConfig;
import dev.tandem.config.KafkaConfig;
import dev.tandem.config.PipelineConfig;
import dev.tandem.dynamo.DynamoConnection;
import dev.tandem.dynamo.DynamoTarget;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.preflight.Source;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.postgres.PostgresConnection;
import dev.tandem.postgres.PostgresShadow;
import dev.tandem.postgres.PostgresTarget;
import dev.tandem.sink.FloodLimit;
import dev.tandem.sink.SinkConfig;
import dev.tandem.sink.SinkMeter;
import dev.tandem.status.metrics.cloudwatch.CloudWatchSettings;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A pipeline as its file describes it. Making one connects to nothing. */
public final class Pipeline {
  private final PipelineConfig config;
  private final KafkaConfig cluster;
  private final Path folder;
  private @Nullable MappingPlan definite;

  /**
   * A pipeline.
   *
   * @param cluster the Kafka of the file, or the embedded one
   * @param folder where processes may keep files; nothing in it is worth keeping
   */
  public Pipeline(PipelineConfig config, KafkaConfig cluster, Path folder) {
    this.config = config;
    this.cluster = cluster;
    this.folder = folder;
  }

  /**
   * The mapping. One with patterns is made definite by the source's catalogue, once.
   *
   * @throws dev.tandem.model.error.TandemException when that cannot be read
   */
  public synchronized MappingPlan mapping() {
    MappingPlan known = definite;
    if (known == null) {
      known =
          config.mapping().patterns().isEmpty()
              ? config.mapping()
              : new SourceTables(this).definite(config.mapping());
      definite = known;
    }
    return known;
  }

  /** The names of topics and groups. */
  public PipelineTopics names() {
    return new PipelineTopics(config.name());
  }

  /** How to reach Kafka. */
  public KafkaConnection kafka() {
    Map<String, String> properties = new HashMap<>();
    cluster.properties().forEach((name, value) -> properties.put(name, value.value()));
    properties.put("bootstrap.servers", cluster.bootstrap());
    // A member that died is missed for this long; Kafka's own 45 s is long for a standby.
    properties.putIfAbsent("session.timeout.ms", "12000");
    properties.putIfAbsent("heartbeat.interval.ms", "3000");
    return new KafkaConnection(properties);
  }

  /** The pipeline's topics; to be closed. */
  public Topics topics() {
    short replication = (short) cluster.replication().orElse(-1);
    return new Topics(
        kafka(),
        names(),
        new TopicSettings(cluster.partitions(), replication, cluster.retention()));
  }

  /** The source. */
  public Source source() {
    return Sources.of(config.source());
  }

  /** The entities that go to PostgreSQL. */
  public List<EntityPlan> toPostgres() {
    return entities(entity -> entity.postgres().isPresent());
  }

  /** The entities that go to DynamoDB. */
  public List<EntityPlan> toDynamo() {
    return entities(entity -> entity.dynamo().isPresent());
  }

  private List<EntityPlan> entities(Predicate<EntityPlan> which) {
    return mapping().entities().stream().filter(which).toList();
  }

  /** PostgreSQL, or empty when nothing goes there. */
  public Optional<PostgresTarget> postgres() {
    return config
        .postgres()
        .map(
            target ->
                new PostgresTarget(
                    new PostgresConnection(
                        target.url(), target.user(), new CurrentSecret(target.password())),
                    mapping(),
                    target.create()));
  }

  /** DynamoDB, or empty when nothing goes there. */
  public Optional<DynamoTarget> dynamo() {
    return config
        .dynamo()
        .map(
            target ->
                new DynamoTarget(
                    new DynamoConnection(
                        target.region(),
                        target.endpoint(),
                        target.credentials().map(Pipeline::credentials)),
                    config.name(),
                    mapping()));
  }

  /** Where its metrics are sent, or empty for nowhere. */
  Optional<CloudWatchSettings> cloudWatch() {
    return config
        .cloudWatch()
        .map(
            to ->
                new CloudWatchSettings(
                    config.name(), to.namespace(), to.region(), to.endpoint(), to.every()));
  }

  private static DynamoConnection.Credentials credentials(Credentials credentials) {
    return new DynamoConnection.Credentials(
        credentials.accessKey().value(), credentials.secretKey().value(), Optional.empty());
  }

  /** What keeps the source from being captured, or the mapping from fitting its tables. */
  public List<String> sourceProblems() {
    return examineSource().problems();
  }

  /** The same with what mends it. */
  public SourceExamination examineSource() {
    Source source = source();
    List<Problem> problems = source.problems(capturePlan());
    return problems.isEmpty()
        ? new SourceExamination(new SourceTables(this).mismatches(), Optional.empty())
        : new SourceExamination(
            problems.stream().map(Problem::line).toList(), source.script(capturePlan(), problems));
  }

  /**
   * What the mapping risks at the source, though the pipeline can start.
   *
   * @param rows whether to read the rows of all tables, too
   */
  public Findings risks(boolean rows) {
    return source().risks(mapping().ofUser(), rows);
  }

  /** What keeps Kafka from being used. */
  public List<String> kafkaProblems() {
    try (Topics topics = topics()) {
      topics.describe(List.of(names().schemas(), names().offsets()));
      return List.of();
    }
  }

  /** What keeps PostgreSQL from taking the entities, as far as their tables can be read. */
  public List<String> postgresProblems() {
    List<EntitySchema> schemas = new SourceTables(this).of(toPostgres());
    return postgres().map(target -> target.problems(schemas)).orElse(List.of());
  }

  /** What keeps DynamoDB from taking the entities. */
  public List<String> dynamoProblems() {
    boolean create = config.dynamo().map(dev.tandem.config.DynamoTarget::create).orElse(false);
    return dynamo().map(target -> target.problems(create)).orElse(List.of());
  }

  private List<Problem> preflight() {
    return source().problems(capturePlan());
  }

  private CapturePlan capturePlan() {
    return CapturePlan.of(config.source().databases(), mapping());
  }

  /** All that the mapping needs, from the source to every target. */
  public List<PipelineProcess> processes(Meters meters) {
    List<PipelineProcess> processes = new ArrayList<>();
    processes.add(capture(meters.capture()));
    processes.add(transform(meters.transform()));
    if (!toPostgres().isEmpty()) {
      processes.addAll(sinkPostgres(meters.postgres()));
    }
    if (!toDynamo().isEmpty()) {
      processes.add(sinkDynamo(meters.dynamo()));
    }
    return processes;
  }

  /** The process that captures the source. */
  public PipelineProcess capture(CaptureMeter meter) {
    Topics topics = topics();
    AtomicBoolean closed = new AtomicBoolean();
    Capture capture =
        new Capture(
            new CaptureConfig(
                kafka(),
                names(),
                Sources.engine(config.source()),
                mapping(),
                config.source().heartbeat().map(HeartbeatConfig::every)),
            topics,
            meter);
    return PipelineProcess.of(
        "capture",
        () -> {
          try (topics) {
            new SourceGate(this::preflight, meter.work()).pass(closed::get);
            if (!closed.get()) {
              topics.ensureCommon();
              topics.ensureRaw(mapping().tables(), new SourceTables(this).ordered());
              capture.run();
            }
          }
        },
        () -> {
          closed.set(true);
          capture.close();
        });
  }

  /** The process that maps tables to entities. */
  public PipelineProcess transform(ProcessMeter meter) {
    return new CascadeWatch(new TransformProcess(this, meter), this, meter);
  }

  /** Where a process may keep files. */
  Path folder(String process) {
    return folder.resolve(process);
  }

  /** Where state may be kept that is made of the topics of this Kafka, and of no other. */
  Path stateFolder(Topics topics) {
    return config
        .state()
        .folder()
        .map(own -> own.resolve(config.name()))
        .orElse(folder)
        .resolve("state-" + topics.clusterId());
  }

  /** How many other transforms keep a copy of each piece of it. */
  int standbyReplicas() {
    return config.state().standbyReplicas();
  }

  /**
   * What writes to PostgreSQL, as many side by side as the file says; it must name entities that go
   * there.
   */
  public List<PipelineProcess> sinkPostgres(SinkMeter meter) {
    PostgresTarget target = postgres().orElseThrow();
    List<PipelineProcess> sinks = new ArrayList<>();
    for (int number = 0; number < config.postgres().orElseThrow().writers(); number++) {
      sinks.add(
          sink(
              "postgres",
              toPostgres(),
              target::prepare,
              () -> target.writer(names().sinkGroup("postgres"), owner(), cluster.retention()),
              meter));
    }
    sinks.set(
        0, ReadBack.beside(sinks.get(0), this, plan -> target.watch(plan, ReadBack.ROW), meter));
    return sinks;
  }

  /** The process that writes to DynamoDB; the file must name entities that go there. */
  public PipelineProcess sinkDynamo(SinkMeter meter) {
    DynamoTarget target = dynamo().orElseThrow();
    boolean create = config.dynamo().orElseThrow().create();
    return ReadBack.beside(
        sink("dynamo", toDynamo(), () -> target.prepare(create), target::writer, meter),
        this,
        plan -> new FoundRows(target.reader(plan), ReadBack.ROW),
        meter);
  }

  private PipelineProcess sink(
      String target,
      List<EntityPlan> entities,
      Runnable prepare,
      Supplier<TargetWriter> writer,
      SinkMeter meter) {
    List<EntityName> names = entities.stream().map(EntityPlan::name).distinct().toList();
    SinkConfig sink =
        new SinkConfig(
            "sink-" + target,
            names().sinkGroup(target),
            names.stream().map(names()::entity).toList(),
            SinkConfig.BATCH,
            SinkConfig.CONFLICT_PATIENCE,
            flood());
    return new SinkProcess(this, sink, prepare, writer, meter);
  }

  /** When an entity is stopped because a target refuses too much of it. */
  public FloodLimit flood() {
    return new FloodLimit(config.deadLetters().stopAt(), config.deadLetters().within());
  }

  /** A writer beside the sink to PostgreSQL, whose tables it makes where they are missing. */
  public TargetWriter postgresReplayer() {
    PostgresTarget target = postgres().orElseThrow();
    target.prepare();
    return target.replayer(names().sinkGroup("postgres"), cluster.retention());
  }

  /**
   * A table beside that of an entity, which must go to PostgreSQL.
   *
   * @param name of its own, under which its lanes are locked
   */
  public PostgresShadow postgresShadow(EntityName entity, String name) {
    return postgres()
        .orElseThrow()
        .shadow(mapping().entity(entity).orElseThrow(), name, cluster.retention());
  }

  /** A writer beside the sink to DynamoDB, whose tables it makes where they are missing. */
  public TargetWriter dynamoReplayer() {
    DynamoTarget target = dynamo().orElseThrow();
    target.prepare(config.dynamo().orElseThrow().create());
    return target.writer();
  }

  private String owner() {
    ProcessHandle self = ProcessHandle.current();
    return "process " + self.pid() + " of " + System.getProperty("user.name", "nobody");
  }
}
