/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lending.dialect.Dialect;
import dev.tandem.model.source.SourceKind;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionLoopTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger worked = new AtomicInteger();

  private SessionLoop loop(Sessions sessions) {
    return new SessionLoop(sessions, Dialect.of(SourceKind.MYSQL), PATIENCE);
  }

  @Test
  void shouldWaitForAServerThatIsLostLongAfterTheSessionBegan() throws Exception {
    // Given a session that lives for longer than a loss is borne
    SessionLoop loop =
        loop(
            () -> {
              if (opened.incrementAndGet() == 2) {
                throw lost();
              }
              return lostSession();
            });

    // When
    loop.run(
        () -> worked.get() < 2,
        end,
        connection -> {
          if (worked.incrementAndGet() == 1) {
            end.await(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            throw lost();
          }
        });

    // Then
    assertThat(opened).hasValue(3);
  }

  @Test
  void shouldGiveUpAServerThatStaysAway() {
    assertThatThrownBy(
            () ->
                loop(() -> {
                      opened.incrementAndGet();
                      throw lost();
                    })
                    .run(() -> true, end, connection -> worked.incrementAndGet()))
        .isInstanceOf(SQLException.class);
    assertThat(opened).hasValueGreaterThan(1);
    assertThat(worked).hasValue(0);
  }

  private static SQLException lost() {
    return new SQLException("lost", Trouble.LOST_STATE);
  }

  /** A session whose server is gone. */
  private static Connection lostSession() {
    return (Connection)
        Proxy.newProxyInstance(
            SessionLoopTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> method.getName().equals("isValid") ? false : null);
  }
}
