/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.status.StatusFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an operator meets on a desk and on a telephone, by day and by night. The pictures are left
 * in {@code target/page}.
 */
@Timeout(180)
class PageLookTest {
  private static final int TELEPHONE = 390;
  private static final int DESK = 1280;
  private static final Path PICTURES = Path.of("target", "page");

  @TempDir static Path folder;
  private static @Nullable Browser browser;

  @BeforeAll
  static void startBrowser() throws IOException {
    Optional<Path> installed = Browser.installed();
    assumeTrue(
        installed.isPresent(),
        "no chromium on the PATH: nobody has looked at the status page in a browser");
    Files.createDirectories(PICTURES);
    browser = Browser.start(installed.get(), folder);
  }

  @AfterAll
  static void endBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeReadableOnADeskByDayAndOnATelephoneByNight(Scenes scene) throws Exception {
    try (StatusFeed feed = new StatusFeed(() -> HealthTest.told(scene::status));
        StatusServer server =
            StatusServer.start(
                new Address(Address.LOOPBACK, 0),
                Set.of(),
                new Answers(feed, new Health(Map.of(), feed), () -> ""),
                Optional.empty());
        Tab tab = Objects.requireNonNull(browser).tab()) {
      // Given
      await().until(() -> feed.now().isPresent());
      see(tab, DESK, "light");
      tab.call("Page.navigate", Map.of("url", server.url()));

      // When it has been renewed, so that the charts have a line
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> tab.value("document.querySelectorAll('.chart path').length").asInt() > 0);

      // Then
      assertReadable(tab, scene, "desk");
      see(tab, TELEPHONE, "dark");
      assertReadable(tab, scene, "telephone");
      assertNothingBroken(tab);
      assertStaysAtHome(tab, server.url());
    }
  }

  @Test
  void shouldGiveAnOrderAndTellWhatCameOfIt() throws Exception {
    Scenes scene = Scenes.IN_STEP;
    try (StatusFeed feed = new StatusFeed(() -> HealthTest.told(scene::status));
        Desk desk = new Desk(() -> "a-token-of-the-tests", new Echo());
        StatusServer server =
            StatusServer.start(
                new Address(Address.LOOPBACK, 0),
                Set.of(),
                new Answers(feed, new Health(Map.of(), feed), () -> ""),
                Optional.of(desk));
        Tab tab = Objects.requireNonNull(browser).tab()) {
      // Given
      see(tab, TELEPHONE, "dark");
      tab.call("Page.navigate", Map.of("url", server.url()));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> tab.value("document.getElementById('entity-names').length").asInt() > 0);

      // When
      order(tab, "wrong");
      order(tab, "a-token-of-the-tests");

      // Then
      picture(tab, "orders-telephone");
      String entity = scene.status().entities().get(0).entity();
      assertThat(told(tab)).isEqualTo(entity + " at postgres: paused by Ada, but it takes a while");
      assertThat(tab.value("document.documentElement.scrollWidth - innerWidth").asInt())
          .isNotPositive();
      assertThat(faint(tab)).isEmpty();
      see(tab, DESK, "light");
      picture(tab, "orders-desk");
      assertThat(faint(tab)).isEmpty();
    }
  }

  private static void order(Tab tab, String token) {
    tab.value(
        """
        (() => {
          const form = document.getElementById("order");
          document.getElementById("told").textContent = "";
          form.elements.who.value = "Ada";
          form.elements.token.value = "%s";
          form.requestSubmit();
        })()
        """
            .formatted(token));
    await().until(() -> !told(tab).isEmpty() && !told(tab).startsWith("Ordered"));
    if (token.equals("wrong")) {
      assertThat(told(tab)).startsWith("Orders need the token");
    }
  }

  private static String told(Tab tab) {
    return tab.value("document.getElementById('told').textContent").asText();
  }

  /** Obeys by saying so. */
  private static final class Echo implements Acts {
    @Override
    public Set<String> names() {
      return Set.of("pause");
    }

    @Override
    public String run(Order order) {
      return "[{\"target\":\"postgres\",\"state\":\"paused by "
          + order.who()
          + "\",\"remark\":\"it takes a while\"}]";
    }
  }

  private static void see(Tab tab, int width, String scheme) {
    boolean isTelephone = width == TELEPHONE;
    tab.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", isTelephone));
    tab.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static void assertReadable(Tab tab, Scenes scene, String where) throws IOException {
    picture(tab, scene.name().toLowerCase(Locale.ROOT) + "-" + where);
    assertThat(tab.value("document.getElementById('verdict').textContent").asText())
        .isEqualTo(scene.verdict);
    assertThat(tab.value("document.documentElement.scrollWidth - innerWidth").asInt())
        .as("what is out of sight to the right")
        .isNotPositive();
    assertThat(tab.value("document.body.innerText").asText())
        .as("values that the page asks for, and the status has under another name")
        .doesNotContain("NaN", "undefined", "null");
    assertThat(clipped(tab)).as("texts that are cut off").isEmpty();
    assertThat(faint(tab)).as("texts that are hard to tell from what is behind them").isEmpty();
    assertNamed(tab, scene);
  }

  private static void picture(Tab tab, String name) throws IOException {
    JsonNode taken = tab.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    Files.write(
        PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(taken.path("data").asText()));
  }

  private static void assertNothingBroken(Tab tab) {
    assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(tab.events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(tab.events("Log.entryAdded")).isEmpty();
  }

  private static void assertStaysAtHome(Tab tab, String home) {
    assertThat(tab.events("Network.requestWillBeSent"))
        .extracting(request -> request.path("request").path("url").asText())
        .contains(home + "status.json")
        .allMatch(url -> url.startsWith(home));
  }

  /** What a screen reader says: what everything is, and what it is called. */
  private static void assertNamed(Tab tab, Scenes scene) {
    List<JsonNode> nodes =
        tab.call("Accessibility.getFullAXTree", Map.of()).path("nodes").findParents("role").stream()
            .filter(node -> !node.path("ignored").asBoolean())
            .toList();
    List<String> said = nodes.stream().map(PageLookTest::said).toList();
    assertThat(said)
        .contains("main ", "banner ", "status ", "heading loans-in-step", "table ENTITIES")
        .contains("StaticText " + scene.verdict)
        .contains("columnheader Entity", "columnheader Lag", "columnheader State")
        .contains("rowheader " + scene.status().entities().get(0).entity())
        .anyMatch(one -> one.startsWith("image lag, at most "));
    assertThat(said.stream().filter(one -> one.startsWith("columnheader"))).hasSize(11);
    assertThat(nodes)
        .filteredOn(node -> focusable(node) && !role(node).equals("RootWebArea"))
        .as("whatever the keyboard reaches")
        .allMatch(node -> !node.path("name").path("value").asText().isBlank());
  }

  private static String said(JsonNode node) {
    return role(node) + " " + node.path("name").path("value").asText();
  }

  private static String role(JsonNode node) {
    return node.path("role").path("value").asText();
  }

  private static boolean focusable(JsonNode node) {
    for (JsonNode property : node.path("properties")) {
      if (property.path("name").asText().equals("focusable")) {
        return property.path("value").path("value").asBoolean();
      }
    }
    return false;
  }

  /** Cells whose text is wider than they are, but for names, which their title tells in full. */
  private static List<String> clipped(Tab tab) {
    return texts(
        tab.value(
            """
            [...document.querySelectorAll("td, li, p")]
              .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth)
              .map((e) => e.textContent)
            """));
  }

  private static List<String> texts(JsonNode found) {
    assertThat(found.isArray()).as("the page was looked at: %s", found).isTrue();
    return StreamSupport.stream(found.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** Elements with text of their own whose contrast is below 4.5 to 1. */
  private static List<String> faint(Tab tab) {
    JsonNode found =
        tab.value(
            """
            (() => {
              const part = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
              const light = (rgb) => 0.2126 * part(rgb[0]) + 0.7152 * part(rgb[1]) + 0.0722 * part(rgb[2]);
              const numbers = (color) => color.match(/[0-9.]+/g).map(Number);
              const behind = (one) => {
                for (let e = one; e; e = e.parentElement) {
                  const rgb = numbers(getComputedStyle(e).backgroundColor);
                  if (rgb.length < 4 || rgb[3] > 0) return rgb;
                }
                return [255, 255, 255];
              };
              return [...document.querySelectorAll("body *")]
                .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
                .filter((e) => {
                  const a = light(numbers(getComputedStyle(e).color)), b = light(behind(e));
                  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
                })
                .map((e) => e.textContent);
            })()
            """);
    return texts(found);
  }
}
