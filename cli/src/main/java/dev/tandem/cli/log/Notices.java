/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.log;

import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on standard error besides the log. Where the log is JSON it becomes lines of it, so
 * that whoever collects them meets nothing else.
 */
public final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final Logger LIBRARIES = LoggerFactory.getLogger("java.util.logging");

  private Notices() {}

  /** Takes in what libraries and the JVM would print themselves, where the log is JSON. */
  public static void install() {
    if (isJson()) {
      LogManager.getLogManager().reset(); // nothing prints any more
      java.util.logging.Logger.getLogger("").addHandler(new Taken());
      Thread.setDefaultUncaughtExceptionHandler(
          (thread, failure) -> LOG.error("thread {} ended", thread.getName(), failure));
    }
  }

  /** Tells of something that is well. */
  public static void say(String line) {
    if (isJson()) {
      LOG.info("{}", line);
    } else {
      System.err.println(line);
    }
  }

  /**
   * Tells what ended a command.
   *
   * @param defect whose stack trace is wanted, if it is one
   */
  public static void fail(String line, @Nullable Throwable defect, PrintWriter err) {
    if (isJson()) {
      LOG.error("{}", line, defect);
      return;
    }
    err.println(line);
    if (defect != null) {
      defect.printStackTrace(err);
    }
  }

  private static boolean isJson() {
    return LogFormat.asked().filter(LogFormat.JSON::equals).isPresent();
  }

  /** Hands on what is logged by way of the JDK. */
  private static final class Taken extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord told) {
      String line = told.getLoggerName() + ": " + formatter.formatMessage(told);
      if (told.getLevel().intValue() >= Level.SEVERE.intValue()) {
        LIBRARIES.error("{}", line, told.getThrown());
      } else {
        LIBRARIES.warn("{}", line, told.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
