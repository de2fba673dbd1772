/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.acts.Act;
import dev.tandem.cli.acts.Acted;
import dev.tandem.cli.acts.EntityActs;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.mapping.EntityPlan;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What pausing, resuming and restarting an entity have in common. */
abstract class ActCommand extends PipelineCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Act act;

  @Mixin private EntityOption entity = new EntityOption();

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      defaultValue = "",
      description = "Only at postgres, or only at dynamo; without it wherever the entity goes.")
  private String target = "";

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "The reason, for the status and the audit. No values of rows, please.")
  private String why = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long to wait until all sinks have done it (default: ${DEFAULT-VALUE}); 0 not at all.")
  private int seconds;

  @Option(names = "--json", description = "Each line a JSON object, one for each target.")
  private boolean json;

  ActCommand(Act act) {
    this.act = act;
  }

  @Override
  final ExitStatus run(PrintWriter out) throws InterruptedException {
    Pipeline pipeline = file().pipeline();
    List<EntityPlan> plans = entity.of(pipeline);
    EntityName name = plans.get(0).name();
    List<String> targets = EntityOption.targets(plans, target);
    try (EntityActs acts = new EntityActs(pipeline, Operator.current(), Clock.systemUTC())) {
      List<Acted> acted =
          acts.run(act, name, targets, printable(why), Duration.ofSeconds(Math.max(0, seconds)));
      acted.forEach(one -> out.println(json ? json(act, name, one) : line(act, name, one)));
      boolean isDone = acted.stream().allMatch(Acted::isObeyed);
      return isDone ? ExitStatus.OK : ExitStatus.UNAVAILABLE;
    }
  }

  private static String line(Act act, EntityName entity, Acted acted) {
    String state = (acted.isNew() ? "" : "already ") + act.done();
    String line = String.format(Locale.ROOT, "%-32s %-9s %s", entity, acted.target(), state);
    return acted.isObeyed() ? line : line + ", but " + acted.remark();
  }

  private static String json(Act act, EntityName entity, Acted acted) {
    return JSON.createObjectNode()
        .put("entity", entity.toString())
        .put("target", acted.target())
        .put("act", act.name().toLowerCase(Locale.ROOT))
        .put("new", acted.isNew())
        .put("obeyed", acted.isObeyed())
        .put("before", acted.before())
        .put("remark", acted.remark())
        .toString();
  }

  /** It ends up on terminals and in logs. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
