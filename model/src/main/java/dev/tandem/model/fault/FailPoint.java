/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.fault;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A named place where a crash test makes this process die or freeze. Inactive unless the system
 * property {@value #PROPERTY} names it, as {@code NAME:COUNT:ACTION}, several parted by commas; the
 * action is {@code halt} or {@code freeze}, taken at the COUNT-th pass.
 */
public final class FailPoint {
  /** The system property that activates fail points. */
  public static final String PROPERTY = "tandem.test.fail-points";

  private static final Map<String, Plan> PLANS = parse(System.getProperty(PROPERTY, ""));

  private FailPoint() {}

  /** Passes the place; returns at once unless a test asked for a failure here. */
  public static void hit(String name) {
    if (PLANS.isEmpty()) {
      return;
    }
    Plan plan = PLANS.get(name);
    if (plan != null && plan.passes.incrementAndGet() == plan.count) {
      plan.act(name);
    }
  }

  private static Map<String, Plan> parse(String text) {
    return Arrays.stream(text.split(","))
        .filter(part -> !part.isBlank())
        .map(Plan::parse)
        .collect(Collectors.toUnmodifiableMap(plan -> plan.name, Function.identity()));
  }

  private static final class Plan {
    private final String name;
    private final long count;
    private final String action;
    private final AtomicLong passes = new AtomicLong();

    private Plan(String name, long count, String action) {
      this.name = name;
      this.count = count;
      this.action = action;
    }

    static Plan parse(String text) {
      String[] parts = text.strip().split(":", -1);
      if (parts.length != 3 || !(parts[2].equals("halt") || parts[2].equals("freeze"))) {
        throw new IllegalArgumentException(
            PROPERTY + " wants NAME:COUNT:halt or NAME:COUNT:freeze, not " + text);
      }
      return new Plan(parts[0], Long.parseLong(parts[1]), parts[2]);
    }

    @SuppressWarnings("SystemOut") // the process is about to die: no logger can be trusted to flush
    void act(String place) {
      System.err.println("fail point " + place + ": " + action);
      System.err.flush();
      if (action.equals("halt")) {
        Runtime.getRuntime().halt(137);
      }
      freeze();
    }

    /**
     * As SIGSTOP does to a zombie, but at an exact place; the test thaws it by killing or by
     * SIGCONT.
     */
    private static void freeze() {
      try {
        new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid()))
            .inheritIO()
            .start()
            .waitFor();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
