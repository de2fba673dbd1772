/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.WorkState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendingTest {
  private final Map<String, String> keys =
      Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test");
  private final List<String> sent = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void login() {
    keys.forEach(System::setProperty);
  }

  @AfterEach
  void logout() {
    keys.keySet().forEach(System::clearProperty);
  }

  private HttpServer cloudWatch() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            sent.add(new String(body, StandardCharsets.ISO_8859_1));
            exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }

  private List<PipelineProcess> processes(String metrics) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tandem.yaml"),
            """
            name: shop
            source: {mysql: {host: 127.0.0.1, user: nobody, password: "none", databases: [shop]}}
            kafka: {bootstrap: "127.0.0.1:1"}
            %s
            domains: {sales: {entities: {thing: {from: shop.Thing, to: {postgres: {}}}}}}
            """
                .formatted(metrics));
    ConfigResult result = ConfigReader.read(file, name -> "none");
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    PipelineConfig config = ((ConfigResult.Valid) result).config();
    Pipeline pipeline = new Pipeline(config, config.kafka().orElseThrow(), folder);
    ProcessMeter capture = new ProcessMeter();
    capture.works(WorkState.STREAMING);
    return new Observed(pipeline, "1", Map.of("capture", capture)).processes(List.of());
  }

  @Test
  void shouldSendWhereTheFileSays() throws IOException {
    // Given
    HttpServer server = cloudWatch();
    try {
      PipelineProcess sending =
          processes(
                  "metrics: {cloudwatch: {region: eu-central-1, endpoint: \"http://127.0.0.1:%d\"}}"
                      .formatted(server.getAddress().getPort()))
              .stream()
              .filter(process -> process.name().equals("cloudwatch"))
              .findFirst()
              .orElseThrow();

      // When: what has ended has sent what there was
      sending.close();
      sending.run();

      // Then
      assertThat(sent)
          .singleElement()
          .asString()
          .contains("Tandem", "tandem.process.up", "pipeline", "shop", "capture")
          .doesNotContain("tandem.status.up");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldSendNothingUnlessAskedTo() throws IOException {
    assertThat(processes("")).extracting(PipelineProcess::name).doesNotContain("cloudwatch");
  }
}
