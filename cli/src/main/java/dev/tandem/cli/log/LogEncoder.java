/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** Writes lines in the format that {@code logback.xml} was told by the environment. */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NONE = {};

  private final PatternLayout text = new PatternLayout();
  private LogFormat format = LogFormat.TEXT;

  /** For logback, which sets it up by name. */
  public LogEncoder() {}

  /** What lines look like; text for what is none, which the command then says and ends. */
  public void setFormat(String name) {
    format = LogFormat.of(name).orElse(LogFormat.TEXT);
  }

  /** The pattern of lines that are text. */
  public void setPattern(String pattern) {
    text.setPattern(pattern);
  }

  @Override
  public void start() {
    text.setContext(getContext());
    text.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return NONE;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = format == LogFormat.JSON ? JsonLine.of(event) : text.doLayout(event);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NONE;
  }
}
