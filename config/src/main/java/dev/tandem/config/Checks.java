/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What no key can say alone. A check takes nothing from a value that is missing or bad, so that one
 * mistake is one problem.
 */
final class Checks {
  private Checks() {}

  static void run(Fields root, Path directory, Problems problems) {
    List<EntityDraft> entities = EntityDraft.all(root);
    Optional<SourceDraft> source = SourceDraft.of(root);
    new SecretCheck(problems).check(root);
    source.ifPresent(
        draft -> {
          new ServerCheck(directory, problems).check(draft);
          new SourceCheck(problems, draft).check(EntityDraft.everyOne(root));
        });
    new HeartbeatCheck(problems).check(root, source, entities);
    new TopicCheck(problems).check(root, source, entities);
    entities.forEach(entity -> checkRoute(entity, problems));
    List<EntityDraft> patterns = EntityDraft.patterns(root);
    new PatternCheck(problems).check(entities, patterns);
    patterns.forEach(pattern -> checkRoute(pattern, problems));
    SharedEntityCheck shared = new SharedEntityCheck(problems);
    shared.check(entities);
    new JoinsCheck(problems).check(entities);
    new FieldCheck(problems).check(EntityDraft.everyOne(root));
    new TransformCheck(problems).check(root, EntityDraft.everyOne(root));
    new PostgresCheck(problems).check(entities);
    MetadataCheck metadata = new MetadataCheck(problems);
    entities.forEach(metadata::check);
    patterns.forEach(metadata::check);
    DynamoCheck dynamo = new DynamoCheck(problems);
    root.find(RootKeys.TARGETS)
        .flatMap(targets -> targets.find(TargetKeys.DYNAMO))
        .ifPresent(dynamo::checkCredentials);
    dynamo.check(entities);
    new AttributeCheck(problems).check(entities);
    if (problems.isEmpty()) {
      shared.checkTogether(root);
    }
  }

  private static void checkRoute(EntityDraft entity, Problems problems) {
    entity
        .fields()
        .find(EntityKeys.TO)
        .filter(to -> !to.isGiven(RouteKeys.POSTGRES) && !to.isGiven(RouteKeys.DYNAMO))
        .filter(to -> !to.hasUnknownKeys())
        .ifPresent(
            to ->
                problems.add(
                    ConfigCode.NO_TARGET,
                    to.place(),
                    "the entity goes nowhere",
                    "write to: {postgres: {}} or to: {dynamo: ...}, or remove the entity"));
  }
}
