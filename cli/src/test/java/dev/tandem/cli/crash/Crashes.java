/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.cli.Child;
import dev.tandem.model.fault.FailPoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Ends and freezes the pipeline's processes in the middle of their work, and starts them again. */
final class Crashes {
  private static final int LONGEST_LIFE_MS = 1_800;
  private static final int LATEST_PASS = 15;
  private static final Duration TAKE_OVER = Duration.ofMinutes(2);
  private static final Map<String, List<String>> FAIL_POINTS =
      Map.of(
          "capture",
          List.of("capture.mid-batch", "capture.before-offsets", "capture.after-commit"),
          "transform",
          List.of("transform.after-publish", "transform.after-join", "transform.mid-restore"),
          "sink-postgres",
          List.of(
              "sink-postgres.before-write",
              "sink-postgres.before-commit",
              "sink-postgres.after-commit",
              "sink.before-kafka-commit"),
          "sink-dynamo",
          List.of(
              "sink-dynamo.before-write",
              "sink-dynamo.mid-batch",
              "sink-dynamo.after-write",
              "sink.before-kafka-commit"));

  private static final Pattern JOIN_GOES_ON = Pattern.compile("the join of \\S+ goes on");

  private final CrashRig rig;
  private final SplittableRandom random;
  private final Map<String, Child> working = new HashMap<>();
  private final Map<String, Integer> ends = new HashMap<>();

  Crashes(CrashRig rig, long seed) {
    this.rig = rig;
    this.random = new SplittableRandom(seed);
  }

  /** Starts every process. */
  void begin() {
    CrashRig.COMMANDS.forEach(command -> working.put(command, rig.start(command)));
  }

  /** How often each process has ended in which way. */
  Map<String, Integer> ends() {
    return ends;
  }

  /**
   * Kills one after the other, and leaves all of them at work.
   *
   * @param between is run before each
   */
  void kill(int times, Runnable between) {
    kill(times, CrashRig.COMMANDS, between);
  }

  /** The same of some processes alone. */
  void kill(int times, List<String> commands, Runnable between) {
    for (int kills = 0; kills < times; kills++) {
      between.run();
      String command = commands.get(random.nextInt(commands.size()));
      Child child = working(command);
      if (random.nextInt(4) > 0) {
        awaitWork(child); // however long a start takes; the others may die before it
      }
      boolean ownEnd = child.awaitEnd(Duration.ofMillis(random.nextLong(LONGEST_LIFE_MS)));
      if (ownEnd) {
        assertThat(child.exitStatus()).as("%s: %s", command, child.lastLines()).isEqualTo(137);
      } else {
        child.kill();
      }
      ends.merge(command + (ownEnd ? " at a fail point" : " at random"), 1, Integer::sum);
      working.put(command, rig.start(command, failPoint(command)));
    }
    commands.forEach(
        command -> {
          working(command).kill();
          working.put(command, rig.start(command));
        });
  }

  private static void awaitWork(Child child) {
    await("work to go on")
        .atMost(TAKE_OVER)
        .until(() -> !child.lives() || child.output().contains("goes on"));
  }

  /** Every other process is to die at a place where its work is half done. */
  private String failPoint(String command) {
    if (random.nextBoolean()) {
      return "-D" + FailPoint.PROPERTY + "=";
    }
    List<String> points = FAIL_POINTS.getOrDefault(command, List.of());
    String point = points.get(random.nextInt(points.size()));
    return "-D" + FailPoint.PROPERTY + "=" + point + ":" + random.nextInt(1, LATEST_PASS) + ":halt";
  }

  private Child working(String command) {
    Child child = working.get(command);
    if (child == null) {
      throw new AssertionError(command);
    }
    return child;
  }

  /** A zombie: frozen in its work, taken over from, thawed, and then killed. */
  void freezeSink(String command) {
    Child zombie = working(command);
    awaitWork(zombie);
    zombie.freeze();
    Child successor = rig.start(command);
    await(command + " to be taken over")
        .atMost(TAKE_OVER)
        .until(() -> successor.output().contains("goes on"));
    int printed = zombie.output().length();
    zombie.thaw();
    await("the zombie to be a member again")
        .atMost(TAKE_OVER)
        .until(() -> zombie.outputFrom(printed).contains("goes on at"));
    zombie.kill();
    working.put(command, successor);
  }

  /** Two that share the entities of several tables: what one had goes on with the other. */
  void takeOverJoins() {
    Child first = working("transform");
    awaitJoins(first, 0);
    Child second = rig.start("transform");
    awaitJoins(second, 0);
    int printed = second.output().length();
    first.kill();
    awaitJoins(second, printed);
    working.put("transform", second);
  }

  private static void awaitJoins(Child child, int printed) {
    await("the joins to go on")
        .atMost(TAKE_OVER)
        .until(() -> JOIN_GOES_ON.matcher(child.outputFrom(printed)).find());
  }

  /** A capture that was taken over must end by itself, and say so. */
  void freezeCapture() {
    Child zombie = working("capture");
    awaitWork(zombie);
    Child standby = rig.start("capture");
    await("the standby to wait")
        .atMost(TAKE_OVER)
        .until(() -> standby.output().contains("standing by"));
    zombie.freeze();
    await("the standby to take over")
        .atMost(TAKE_OVER)
        .until(() -> standby.output().contains("goes on"));
    zombie.thaw();
    assertThat(zombie.awaitEnd(TAKE_OVER)).as("the fenced capture ends").isTrue();
    assertThat(zombie.exitStatus()).isEqualTo(3);
    assertThat(zombie.output()).contains("TD-CAP-FENCED");
    working.put("capture", standby);
  }
}
