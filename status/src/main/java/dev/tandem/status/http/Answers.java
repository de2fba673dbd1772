/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.status.PipelineStatus;
import dev.tandem.status.StatusFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** All paths that there are. None of them is a path of a file system. */
public final class Answers {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<String, Supplier<Answer>> paths = new HashMap<>();
  private final StatusFeed feed;

  /**
   * The answers of a process.
   *
   * @param metrics in the text format of Prometheus
   */
  public Answers(StatusFeed feed, Health health, Supplier<String> metrics) {
    this.feed = feed;
    paths.put("/healthz", () -> verdict("alive", health.dead()));
    paths.put("/readyz", () -> verdict("ready", health.unready()));
    paths.put(
        "/metrics",
        () -> Answer.of(OK, PROMETHEUS, metrics.get().getBytes(StandardCharsets.UTF_8)));
    paths.put("/status.json", this::status);
    Answer nothing = Answer.of(OK, JSON, "{\"acts\":[]}".getBytes(StandardCharsets.UTF_8));
    paths.put(Desk.PATH, () -> nothing); // a desk offers more
    file("/", "page.html", "text/html; charset=utf-8");
    file("/page.css", "page.css", "text/css; charset=utf-8");
    file("/page.js", "page.js", "text/javascript; charset=utf-8");
    file("/icon.svg", "icon.svg", "image/svg+xml");
  }

  /** What a path is answered with, or empty when there is no such path. */
  Optional<Answer> of(String path) {
    return Optional.ofNullable(paths.get(path)).map(Supplier::get);
  }

  private static Answer verdict(String good, List<String> reasons) {
    return reasons.isEmpty()
        ? Answer.text(OK, good + "\n")
        : Answer.text(UNAVAILABLE, String.join("\n", reasons) + "\n");
  }

  private Answer status() {
    Optional<PipelineStatus> now = feed.now();
    if (now.isPresent()) {
      return Answer.of(OK, JSON, now.get().toJson());
    }
    String told = new ObjectMapper().createObjectNode().put("error", feed.failure()).toString();
    return Answer.of(UNAVAILABLE, JSON, told.getBytes(StandardCharsets.UTF_8));
  }

  private void file(String path, String name, String type) {
    Answer answer = Answer.of(OK, type, read(name));
    paths.put(path, () -> answer);
  }

  private static byte[] read(String name) {
    try (InputStream in = Objects.requireNonNull(Answers.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
