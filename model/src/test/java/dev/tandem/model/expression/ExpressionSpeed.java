/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** Prints the CPU time that an evaluation takes; run it by hand, it is no test. */
final class ExpressionSpeed {
  private static final List<String> CONDITIONS =
      List.of(
          "amount >= 0 && status in ['open', 'closed']",
          "amount >= 0.5 && amount < decimal('1000.00')",
          "status == 'open' && name != null",
          "name.matches('^Zo')",
          "created < ends && created.getFullYear() >= 2020",
          "doc.a == 1 && has(doc.b)",
          "tags.exists(t, t == 'x')");

  /** Of this thread alone, so that a busy machine does not blur the figures. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private static final int ROUNDS = 5;
  private static final int EVALUATIONS = 1_000_000;

  private ExpressionSpeed() {}

  public static void main(String[] arguments) throws Exception {
    for (String text : CONDITIONS) {
      Condition condition = Condition.compile(text, Rows.FIELDS);
      long best = Long.MAX_VALUE;
      long held = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = CPU.getCurrentThreadCpuTime();
        for (int i = 0; i < EVALUATIONS; i++) {
          held += condition.test(Rows::value) ? 1 : 0;
        }
        best = Math.min(best, CPU.getCurrentThreadCpuTime() - start);
      }
      System.out.printf("%5d ns  %s (%d)%n", best / EVALUATIONS, text, held);
    }
  }
}
