/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.config.problem.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;

class MalformedFilesTest {
  /** How many times as long as the YAML library alone takes for a clean file of that size. */
  private static final int MOST_TIMES = 10;

  private static final Map<String, String> ENVIRONMENT =
      Map.of("MYSQL_PASSWORD", "", "KAFKA_PASSWORD", "", "PG_PASSWORD", "");

  @TempDir static Path directory;
  private static Map<String, Path> files = Map.of();
  private static Duration most = Duration.ZERO;

  @BeforeAll
  static void writeFiles() throws IOException {
    files = MalformedFiles.write(directory);
  }

  @BeforeAll
  static void timeTheLibrary() {
    Parse library = new Parse(LoadSettings.builder().build());
    long start = processorNanos();
    library.parseString(aHundredThousandCleanLines()).forEach(event -> {});
    most = Duration.ofNanos(processorNanos() - start).multipliedBy(MOST_TIMES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nested lists          | :1:52 TD-CFG-LIMIT the nesting is deeper than 50 levels",
        "nested maps           | :1:202 TD-CFG-LIMIT the nesting is deeper than 50 levels",
        "nested dashes         | :1:103 TD-CFG-LIMIT the nesting is deeper than 50 levels",
        "nested keys           | :1:103 TD-CFG-LIMIT the nesting is deeper than 50 levels",
        "nested blocks         | :51:51 TD-CFG-LIMIT the nesting is deeper than 50 levels",
        "binary                | TD-CFG-ENCODING the file is not UTF-8 text",
        "zeros                 | :1:1 TD-CFG-ENCODING the character U+0000 is not allowed in YAML",
        "UTF-16                | TD-CFG-ENCODING the file is not UTF-8 text",
        "control character     | :2:11 TD-CFG-ENCODING the character U+0007 is not allowed in YAML",
        "empty                 | TD-CFG-EMPTY the file holds no keys",
        "comments only         | TD-CFG-EMPTY the file holds no keys",
        "plain text            | :1:1 TD-CFG-WRONG-KIND this is a plain value, not a map",
        "list                  | :1:1 TD-CFG-WRONG-KIND this is a list, not a map",
        "two documents         | :2:1 TD-CFG-SYNTAX a second document begins here",
        "tab                   | :2:1 TD-CFG-SYNTAX this is not valid YAML: found character '\\t(TAB)'",
        "open quote            | :1002:1 TD-CFG-SYNTAX this is not valid YAML: found unexpected end",
        "open bracket          | :2:1 TD-CFG-SYNTAX this is not valid YAML",
        "old version           | :1:1 TD-CFG-SYNTAX this is not YAML 1.2",
        "many values           | :1:1000000 TD-CFG-LIMIT the file holds more than 500000",
        "long line             | TD-CFG-EMPTY the file holds no keys",
        "too large             | TD-CFG-LIMIT the file is larger than 4 MiB",
      })
  void whatCannotBeReadIsOneProblem(String name, String problem) {
    // Given
    Path file = directory.resolve(name + ".yaml");

    // When
    List<Problem> problems = timed(file);

    // Then
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).toString().replace(file.toString(), "").strip()).startsWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alias bomb            | TD-CFG-UNKNOWN-KEY j: no such key here",
        "alias of itself       | TD-CFG-WRONG-KIND name: this is a list, not a plain value",
        "script tag            | :1:7 TD-CFG-TAG name: this carries a tag",
        "tag directive         | :3:7 TD-CFG-TAG name: this carries a tag",
        "many lines            | TD-CFG-LIMIT 99003 more problems are not listed",
        "one key on many lines | TD-CFG-DUPLICATE-KEY name: this key stands at line 1 already",
        "many references       | TD-CFG-REFERENCE name: '${' is never closed",
        "nested arrays         | type: 'array<array<array<array<array<...' nests arrays too deeply",
        "blank expiry          | ...' is no time of expiry",
        "long key              | ...: no such key here",
        "long word             | TD-CFG-BAD-VALUE name: 'aaa",
      })
  void whatCanBeReadIsRefusedForWhatItSays(String name, String problem) {
    // Given
    Path file = directory.resolve(name + ".yaml");

    // When
    List<Problem> problems = timed(file);

    // Then
    assertThat(problems).anyMatch(found -> found.toString().contains(problem));
    assertThat(problems).allMatch(found -> found.toString().length() < 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.yaml", "."})
  void whatIsNoFileIsAProblem(String name) {
    // Given
    Path file = directory.resolve(name);

    // When
    List<Problem> problems = timed(file);

    // Then
    assertThat(problems).singleElement().asString().startsWith(file + " TD-CFG-UNREADABLE ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", ""})
  void aByteOrderMarkAndWindowsLineEndsAreFine(String start) throws IOException {
    // Given
    Path file = directory.resolve("windows.yaml");
    Files.writeString(file, start + ConfigReference.example().replace("\n", "\r\n"));

    // When
    ConfigResult result = ConfigReader.read(file, ENVIRONMENT::get);

    // Then
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
  }

  @Test
  void aHundredThousandCleanLinesAreReadAsFast() throws IOException {
    // Given
    String text = aHundredThousandCleanLines();
    Path file = Files.writeString(directory.resolve("long.yaml"), text);

    // When
    List<Problem> problems = timed(file);

    // Then
    assertThat(text.chars().filter(c -> c == '\n').count()).isGreaterThan(100_000);
    assertThat(problems).isEmpty();
  }

  private static String aHundredThousandCleanLines() {
    StringBuilder text = new StringBuilder(ConfigReference.example());
    for (int entity = 0; entity < 2_000; entity++) {
      text.append("      entity_").append(entity).append(":\n        from: loans.T").append(entity);
      text.append("\n        to: {postgres: {}}\n        fields:\n");
      for (int field = 0; field < 46; field++) {
        text.append("          field_").append(field).append(": Column").append(field).append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void allOfThemTogetherNeedLittleMemory() throws IOException, InterruptedException {
    // Given
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add(ReadAll.class.getName());
    files.values().forEach(file -> command.add(file.toString()));

    // When
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("refused " + files.size() + "\n");
  }

  private static List<Problem> timed(Path file) {
    long start = processorNanos();
    List<Problem> problems = ConfigFile.result(ConfigReader.read(file, ENVIRONMENT::get));
    assertThat(Duration.ofNanos(processorNanos() - start)).isLessThan(most);
    return problems;
  }

  /** Processor time, because the machine may be busy with something else. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
