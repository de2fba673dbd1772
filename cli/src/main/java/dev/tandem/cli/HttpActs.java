/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tandem.cli.acts.Act;
import dev.tandem.cli.acts.Acted;
import dev.tandem.cli.acts.EntityActs;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.status.http.Acts;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Pauses, resumes and restarts entities for whoever orders it at the status page. */
final class HttpActs implements Acts {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sinks report every five seconds; a browser should not have to wait much longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Pipeline pipeline;

  HttpActs(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public Set<String> names() {
    return Arrays.stream(Act.values()).map(HttpActs::name).collect(Collectors.toSet());
  }

  private static String name(Act act) {
    return act.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String run(Order order) throws InterruptedException {
    Act act = Act.valueOf(order.act().toUpperCase(Locale.ROOT));
    List<EntityPlan> plans = EntityOption.plans(pipeline, order.entity());
    List<String> targets = EntityOption.targets(plans, order.target());
    Operator operator =
        new Operator(
            order.who() + " (over HTTP from " + order.from() + ")", Operator.current().host());
    try (EntityActs acts = new EntityActs(pipeline, operator, Clock.systemUTC())) {
      ArrayNode told = JSON.createArrayNode();
      for (Acted acted : acts.run(act, plans.get(0).name(), targets, order.why(), PATIENCE)) {
        told.addObject()
            .put("target", acted.target())
            .put("state", (acted.isNew() ? "" : "already ") + act.done())
            .put("obeyed", acted.isObeyed())
            .put("remark", acted.remark());
      }
      return told.toString();
    }
  }
}
