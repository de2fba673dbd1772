/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispatcherTest {
  private static final int RATE = 1_000;
  private static final Duration TIME = Duration.ofMinutes(20);
  private static final List<List<String>> PROBED =
      List.of(List.of("Customers", "Loans"), List.of("Payments"));

  private final DueQueue queue = new DueQueue();
  private final List<Long> dropped = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Mix.class)
  void shouldComeToTheRateInTheMean(Mix mix) {
    List<Due> due = allOf(mix);
    double operations = due.stream().mapToDouble(Due::size).sum();
    assertThat(operations / TIME.toSeconds()).isCloseTo(RATE, within(RATE * 0.02));
    assertThat(due).extracting(Due::dueNanos).isSorted();
  }

  @Test
  void shouldReadNineteenTimesOfTwenty() {
    Map<Deed, Double> sizes = sizes(allOf(Mix.READ_HEAVY));
    assertThat(sizes.getOrDefault(Deed.READ, 0.0) / total(sizes)).isCloseTo(0.95, within(0.005));
  }

  @Test
  void shouldChangeHalfOfAllRowsInBigTransactions() {
    List<Due> due = allOf(Mix.BIG_TRANSACTIONS);
    Map<Deed, Double> sizes = sizes(due);
    assertThat(sizes.getOrDefault(Deed.BIG, 0.0) / total(sizes)).isCloseTo(0.5, within(0.015));
    assertThat(due)
        .filteredOn(one -> one.deed() == Deed.BIG)
        .hasSizeGreaterThan(50)
        .allMatch(one -> one.size() >= 1_000 && one.size() <= 10_000);
  }

  @ParameterizedTest
  @EnumSource(Mix.class)
  void shouldProbeTenTimesASecondOrMore(Mix mix) {
    long probes = allOf(mix).stream().filter(Due::isProbe).count();
    assertThat((double) probes / TIME.toSeconds()).isBetween(9.9, 51.0);
  }

  @Test
  void shouldLeaveMostChangesToOthersWhereThereAreFew() {
    LoadPlan plan = plan(Mix.READ_HEAVY, 100, TIME);
    assertThat(plan.probesPerSecond() * PROBED.size()).isCloseTo(4, within(0.01));
  }

  @Test
  void shouldGiveUpAndTellWhatNobodyBegan() throws Exception {
    // Given nobody who does what is due, and an end that cuts the wait for them short
    LoadPlan plan = plan(Mix.WRITE_HEAVY, 100, Duration.ofMillis(300));
    CountDownLatch end = new CountDownLatch(1);
    Dispatcher dispatcher = new Dispatcher(plan, queue, new Told(), end, new SplittableRandom(1));

    // When
    long start = System.nanoTime() - Duration.ofMinutes(5).toNanos();
    dispatcher.run(start);

    // Then each is told with the time at which it was due
    assertThat(queue.isOver()).isTrue();
    assertThat(dropped).isNotEmpty().allMatch(due -> due - start < 300_000_000L).isSorted();
  }

  private List<Due> allOf(Mix mix) {
    Dispatcher dispatcher =
        new Dispatcher(
            plan(mix, RATE, TIME),
            queue,
            new Told(),
            new CountDownLatch(1),
            new SplittableRandom(3));
    List<Due> all = new ArrayList<>();
    for (Due due = dispatcher.next(0); due.dueNanos() < TIME.toNanos(); due = dispatcher.next(0)) {
      all.add(due);
    }
    return all;
  }

  private static LoadPlan plan(Mix mix, int rate, Duration time) {
    return new LoadPlan(1, mix, rate, Duration.ZERO, time, 2, PROBED);
  }

  private static Map<Deed, Double> sizes(List<Due> due) {
    Map<Deed, Double> sizes = new EnumMap<>(Deed.class);
    due.forEach(one -> sizes.merge(one.deed(), one.size(), Double::sum));
    return sizes;
  }

  private static double total(Map<Deed, Double> sizes) {
    return sizes.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Remembers what was given up. */
  private final class Told implements LoadWitness {
    @Override
    public void due(Deed deed, long dueNanos, double operations) {}

    @Override
    public void done(
        Deed deed, long dueNanos, long doneNanos, long operations, List<ProbeMark> probes) {}

    @Override
    public void dropped(Deed deed, long dueNanos, long nowNanos) {
      dropped.add(dueNanos);
    }
  }
}
