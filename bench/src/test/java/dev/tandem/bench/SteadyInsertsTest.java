/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadyInsertsTest {
  private final ManualNanoClock clock = new ManualNanoClock(Duration.ofMillis(4));
  private final List<Transaction> transactions = new ArrayList<>();
  private boolean closed;

  private record Transaction(double begun, int from, int to) {}

  @Test
  void shouldInsertAShareOfTheRateEveryTenMilliseconds() throws SQLException {
    SteadyInserts inserts = new SteadyInserts(source(9, 3, 3, 3), 300, clock);

    inserts.call();

    assertThat(transactions)
        .containsExactly(
            new Transaction(10, 1, 4), new Transaction(20, 4, 7), new Transaction(30, 7, 9));
    assertThat(committed(inserts, 1, 9)).containsExactly(13., 13., 13., 23., 23., 23., 33., 33.);
    assertThat(inserts.latestMillis()).isEqualTo(3);
    assertThat(closed).isTrue();
  }

  @Test
  void shouldCatchUpAfterATransactionThatWasLate() throws SQLException {
    SteadyInserts inserts = new SteadyInserts(source(7, 1, 24, 2, 3, 1, 1), 100, clock);

    inserts.call();

    assertThat(transactions)
        .extracting(Transaction::begun)
        .as("each at its own time, or at once when that is over")
        .containsExactly(10., 20., 44., 46., 50., 60.);
    assertThat(committed(inserts, 1, 7)).containsExactly(11., 44., 46., 49., 51., 61.);
    assertThat(inserts.latestMillis()).as("of the second, which was due after 20").isEqualTo(24);
  }

  @Test
  void shouldInsertOneRowAtATimeWhenTheRateIsLower() throws SQLException {
    new SteadyInserts(source(3, 1, 1), 70, clock).call();

    assertThat(transactions).containsExactly(new Transaction(10, 1, 2), new Transaction(20, 2, 3));
  }

  @Test
  void shouldStopAtATransactionThatFails() {
    SteadyInserts inserts = new SteadyInserts(source(4, 1, -1, 1), 100, clock);

    assertThatThrownBy(inserts::call).isInstanceOf(SQLException.class);

    assertThat(transactions).hasSize(2);
    assertThat(closed).isTrue();
  }

  private static List<Double> committed(SteadyInserts inserts, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(row -> ManualNanoClock.millis(inserts.committedNanos(row)))
        .toList();
  }

  /** Takes so many milliseconds for each transaction, and fails where they are negative. */
  private RowSource source(int count, int... millis) {
    return new RowSource() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public Session open() {
        return new Session() {
          @Override
          public void insert(int from, int to) throws SQLException {
            int takes = millis[transactions.size()];
            transactions.add(new Transaction(clock.millis(), from, to));
            if (takes < 0) {
              throw new SQLException("the server has gone");
            }
            clock.pass(takes);
          }

          @Override
          public void close() {
            closed = true;
          }
        };
      }
    };
  }
}
