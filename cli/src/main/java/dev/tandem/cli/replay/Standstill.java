/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.cli.acts.Act;
import dev.tandem.cli.acts.Acted;
import dev.tandem.cli.acts.EntityActs;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.wiring.Pauses;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.WiringCode;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Keeps an entity paused at a target, unless it was paused before: then it stays so afterwards. A
 * signal that ends the command lets it go on as well; a kill does not, and the status tells why.
 */
final class Standstill implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Pipeline pipeline;
  private final EntityName entity;
  private final Target target;
  private final String why;
  private final Thread onSignal = new Thread(this::resume, "resume");
  private final boolean isOurs;

  private Standstill(Pipeline pipeline, EntityName entity, Target target, String why) {
    this.pipeline = pipeline;
    this.entity = entity;
    this.target = target;
    this.why = why;
    try (Pauses pauses = new Pauses(pipeline)) {
      this.isOurs = pauses.of(entity, target.toString()).isEmpty();
    }
  }

  /**
   * Returns when no sink writes the entity any more.
   *
   * @param shadow the name of the table that is the reason
   * @throws TandemException when a sink that runs does not say so in time
   */
  static Standstill of(Pipeline pipeline, EntityName entity, Target target, String shadow)
      throws InterruptedException {
    Standstill still = new Standstill(pipeline, entity, target, "compared with " + shadow);
    Runtime.getRuntime().addShutdownHook(still.onSignal);
    Acted paused = still.act(Act.PAUSE, PATIENCE);
    if (!paused.isObeyed() && !paused.unanswered().isEmpty()) {
      still.close();
      throw new TandemException(
          WiringCode.BEHIND,
          "The pause of "
              + entity
              + " was not obeyed within "
              + PATIENCE.toSeconds()
              + " s by "
              + String.join(", ", paused.unanswered())
              + ", and nothing was compared. "
              + WiringCode.BEHIND.remedy());
    }
    return still;
  }

  private Acted act(Act act, Duration patience) throws InterruptedException {
    try (EntityActs acts = new EntityActs(pipeline, Operator.current(), Clock.systemUTC())) {
      return acts.run(act, entity, List.of(target.toString()), why, patience).get(0);
    }
  }

  private void resume() {
    try {
      if (isOurs) {
        act(Act.RESUME, Duration.ZERO);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(onSignal);
    resume();
  }
}
