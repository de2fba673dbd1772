/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Chromium without a window, if this machine has one, told what to do by its own protocol. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI door;

  private Browser(Process process, URI door) {
    this.process = process;
    this.door = door;
  }

  /** Where it is on the PATH. */
  static Optional<Path> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The command line of one that keeps to itself, with the arguments after it. */
  static List<String> command(Path browser, Path profile, String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                browser.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--user-data-dir=" + profile));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Starts one that waits to be told. */
  static Browser start(Path browser, Path folder) throws IOException {
    Path profile = folder.resolve("profile");
    Process process =
        new ProcessBuilder(command(browser, profile, "--remote-debugging-port=0", "about:blank"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("browser.log").toFile())
            .start();
    Path told = profile.resolve("DevToolsActivePort");
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> Files.exists(told) && !Files.readAllLines(told).isEmpty());
      String port = Files.readAllLines(told).get(0);
      return new Browser(process, URI.create("http://127.0.0.1:" + port + "/"));
    } catch (RuntimeException | IOException e) {
      end(process);
      throw e;
    }
  }

  /** A tab with nothing in it. */
  Tab tab() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(door.resolve("json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode made =
        new ObjectMapper()
            .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    return Tab.open(client, URI.create(made.path("webSocketDebuggerUrl").asText()));
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  @Override
  public void close() {
    end(process);
  }
}
