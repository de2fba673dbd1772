/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes a connection that has not brought a whole request for a while, however often it brings a
 * byte: else a few of those would take all the connections that there may be.
 */
final class Patience implements Connection.Listener {
  private final Scheduler scheduler;
  private final long millis;

  Patience(Scheduler scheduler, long millis) {
    this.scheduler = scheduler;
    this.millis = millis;
  }

  @Override
  public void onOpened(Connection connection) {
    watch(connection, 0);
  }

  private void watch(Connection connection, long requests) {
    scheduler.schedule(() -> look(connection, requests), millis, TimeUnit.MILLISECONDS);
  }

  private void look(Connection connection, long before) {
    if (!connection.getEndPoint().isOpen()) {
      return;
    }
    long requests = connection.getMessagesIn();
    if (requests > before) {
      watch(connection, requests);
    } else {
      connection.getEndPoint().close();
    }
  }
}
