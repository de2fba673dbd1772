/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class writes to the log meanwhile. */
final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private Lines(Logger logger) {
    this.logger = logger;
  }

  static Lines of(Class<?> writer) {
    Lines lines = new Lines((Logger) LoggerFactory.getLogger(writer));
    lines.start();
    lines.logger.addAppender(lines);
    return lines;
  }

  List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
