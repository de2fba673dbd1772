/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.error.Causes;
import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of the log as one JSON object. */
final class JsonLine {
  private static final JsonFactory JSON = new JsonFactory();

  /** Always milliseconds, so that lines sort as texts do. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  private static final Pattern CODE =
      Pattern.compile("\\b(TD-[A-Z0-9]+(-[A-Z0-9]+)*|E_[A-Z_]+)\\b");

  private JsonLine() {}

  /** The line with its line feed. */
  static String of(ILoggingEvent event) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", TIME.format(event.getInstant()));
      json.writeStringField("level", event.getLevel().toString());
      json.writeStringField("logger", event.getLoggerName());
      json.writeStringField("thread", event.getThreadName());
      Optional<String> code = code(event);
      if (code.isPresent()) {
        json.writeStringField("code", code.get());
      }
      json.writeStringField("message", event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        json.writeStringField("stackTrace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string takes everything
    }
    return line.append('\n').toString();
  }

  /** The one that the message names first, or that of the failure behind it. */
  private static Optional<String> code(ILoggingEvent event) {
    Matcher named = CODE.matcher(event.getFormattedMessage());
    if (named.find()) {
      return Optional.of(named.group());
    }
    IThrowableProxy failure = event.getThrowableProxy();
    return failure instanceof ThrowableProxy proxy
        ? Causes.find(proxy.getThrowable(), TandemException.class).map(known -> known.code().code())
        : Optional.empty();
  }
}
