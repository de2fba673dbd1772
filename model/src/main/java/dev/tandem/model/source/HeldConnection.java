/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection for short questions to a source. It is made when something is first asked, and anew
 * after a question failed or when it does not answer any more. Used by one thread at a time.
 */
public final class HeldConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeldConnection.class);
  private static final int VALID_SECONDS = 5;

  private final Supplier<Connection> opening;
  private final Settings settings;
  private @Nullable Connection held;

  /**
   * Connects when it is first asked something.
   *
   * @param opening makes a connection
   */
  public HeldConnection(Supplier<Connection> opening) {
    this(opening, session -> {});
  }

  /**
   * Connects when it is first asked something.
   *
   * @param opening makes a connection
   * @param settings are made on each before it is asked anything
   */
  public HeldConnection(Supplier<Connection> opening, Settings settings) {
    this.opening = opening;
    this.settings = settings;
  }

  /**
   * Asks a question.
   *
   * @throws SQLException when the server refuses it or does not answer
   */
  public <T> T ask(Question<T> question) throws SQLException {
    try {
      return question.answer(connected());
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  private Connection connected() throws SQLException {
    Connection open = held;
    if (open == null || !open.isValid(VALID_SECONDS)) {
      close();
      open = opening.get();
      held = open;
      settings.make(open);
    }
    return open;
  }

  /** Closes the connection if there is one; the next question opens another. */
  @Override
  public void close() {
    Connection open = held;
    held = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("Closing a connection to a source failed", e);
      }
    }
  }

  /** What a new connection needs. */
  public interface Settings {
    /** Makes them; a connection that does not take them is closed. */
    void make(Connection fresh) throws SQLException;
  }

  /** Something that a connection answers. */
  public interface Question<T> {
    /** The answer. */
    T answer(Connection open) throws SQLException;
  }
}
