/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkloadPlanTest {

  @Test
  void shouldKeepBigTransactionsBelowSomeSecondsOfTheRate() {
    assertThat(WorkloadPlan.of(1).bigTransactionRows()).isEqualTo(2_000);
    assertThat(WorkloadPlan.of(1).withChangesPerSecond(100).bigTransactionRows()).isEqualTo(500);
    assertThat(WorkloadPlan.of(1).withChangesPerSecond(1).bigTransactionRows()).isEqualTo(50);
    assertThat(WorkloadPlan.of(1).withChangesPerSecond(5_000).bigTransactionRows())
        .isEqualTo(2_000);
  }

  @Test
  void shouldRefuseNumbersThatMeanNothing() {
    assertThatThrownBy(() -> WorkloadPlan.of(1).withThreads(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WorkloadPlan.of(1).withChangesPerSecond(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
