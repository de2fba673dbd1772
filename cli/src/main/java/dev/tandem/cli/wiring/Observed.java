/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.error.TandemException;
import dev.tandem.status.StatusFeed;
import dev.tandem.status.StatusReader;
import dev.tandem.status.Watched;
import dev.tandem.status.http.Address;
import dev.tandem.status.http.Answers;
import dev.tandem.status.http.Desk;
import dev.tandem.status.http.Health;
import dev.tandem.status.http.StatusServer;
import dev.tandem.status.metrics.PipelineMetrics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.ProcessReport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Processes with all that an operator sees of them. */
public final class Observed {
  private final Pipeline pipeline;
  private final String version;
  private final Map<String, ProcessMeter> meters;

  /**
   * Processes of a pipeline.
   *
   * @param version of Tandem
   * @param meters by the name of the process; several processes of one name share one
   */
  public Observed(Pipeline pipeline, String version, Map<String, ProcessMeter> meters) {
    this.pipeline = pipeline;
    this.version = version;
    this.meters = new TreeMap<>(meters);
  }

  /** The pipeline that they work for. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /** The processes, each of which tells what it does, and what publishes that, and sends it. */
  public List<PipelineProcess> processes(List<PipelineProcess> processes) {
    List<PipelineProcess> observed = new ArrayList<>();
    for (PipelineProcess process : processes) {
      ProcessMeter meter = meters.get(process.name());
      observed.add(meter == null ? process : new Reported(process, meter));
    }
    observed.add(new Reporting(pipeline, reporters()));
    pipeline
        .cloudWatch()
        .ifPresent(settings -> observed.add(new Sending(pipeline, settings, meters)));
    return observed;
  }

  private List<Reporting.Reporter> reporters() {
    long now = System.currentTimeMillis();
    String instance = host() + ':' + ProcessHandle.current().pid() + ':' + now;
    List<Reporting.Reporter> reporters = new ArrayList<>();
    meters.forEach(
        (process, meter) ->
            reporters.add(
                new Reporting.Reporter(
                    new ProcessReport.Identity(process, instance, version, now), meter)));
    return reporters;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /**
   * Serves the status of these processes, and of the pipeline.
   *
   * @param allowed further names by which it may be asked
   * @param desk what takes orders, if any does; it is closed with what is returned
   * @throws dev.tandem.model.error.TandemException when the address cannot be had
   */
  public Served serve(Address address, Set<String> allowed, Optional<Desk> desk) {
    StatusFeed feed =
        new StatusFeed(
            () ->
                new StatusReader(
                    pipeline.kafka(), pipeline.names(), Watched.of(pipeline.mapping())));
    PipelineMetrics metrics = new PipelineMetrics(meters, feed);
    try {
      return new Served(
          feed,
          StatusServer.start(
              address, allowed, new Answers(feed, new Health(meters, feed), metrics::scrape), desk),
          desk);
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  /** The same, at any free port if that one is taken. */
  public Served serveSomewhere(Address usual, Set<String> allowed, Optional<Desk> desk) {
    try {
      return serve(usual, allowed, desk);
    } catch (TandemException e) {
      return serve(new Address(usual.host(), 0), allowed, desk);
    }
  }

  /** What serves the status. */
  public record Served(StatusFeed feed, StatusServer server, Optional<Desk> desk)
      implements AutoCloseable {
    /** Where, for people. */
    public String url() {
      return server.url();
    }

    @Override
    public void close() {
      server.close();
      desk.ifPresent(Desk::close);
      feed.close();
    }
  }
}
