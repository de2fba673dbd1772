/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  @TempDir Path directory;

  @Test
  void noRecordShowsASecret() {
    // Given
    ConfigFile file =
        new ConfigFile(directory)
            .with("retention: 90d", "properties: {ssl.key.password: \"x${WORD}\"}");

    // When
    String text = file.config().toString();

    // Then
    assertThat(text).doesNotContain("m-secret", "p-secret", "sesame").contains("***");
  }

  @Test
  void noProblemShowsWhatAReferenceLedTo() {
    // Given
    ConfigFile file =
        new ConfigFile(directory)
            .with("port: 3306", "port: ${WORD}")
            .with("host: db.internal", "host: a b ${WORD}")
            .with("bootstrap: kafka-1:9092", "bootstrap: ${WORD}")
            .with("jdbc:postgresql://pg/loans", "jdbc:postgresql://me:${WORD}@pg/loans")
            .with("region: eu-central-1", "region: E${WORD}")
            .with("naming: snake_case", "naming: ${WORD}")
            .with("phone: Phone", "phone: {from: Phone, type: \"${WORD}\"}")
            .with("from: loans.Customers", "from: ${WORD}")
            .with("\"L#{log_id}\"", "\"{${WORD}\"");

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).hasSize(9).noneMatch(problem -> problem.contains("sesame"));
  }

  @Test
  void noNameOfATableShowsWhatAReferenceLedTo() {
    // Given
    ConfigFile file =
        new ConfigFile(directory)
            .with("from: loans.Customers", "from: \"loans.${WORD}.Customers\"")
            .with("from: loans.Logs", "from: \"loans.${WORD}" + "x".repeat(65) + '"');

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).hasSize(2).noneMatch(problem -> problem.contains("sesame"));
  }

  @ParameterizedTest
  @CsvSource({
    "bootstrap: kafka-1:9092, bootstrap: me:hunter2@kafka:9092",
    "host: db.internal, host: me:hunter2@db",
    "region: eu-central-1, region: me:hunter2@eu",
    "jdbc:postgresql://pg/loans, postgresql://me:hunter2@pg/loans"
  })
  void noProblemShowsAnAddressWithAPassword(String clean, String mistaken) {
    // Given
    ConfigFile file = new ConfigFile(directory).with(clean, mistaken);

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).singleElement().asString().doesNotContain("hunter2");
  }

  @Test
  void aFileIsReadFromTheDirectoryOfTheConfiguration() throws IOException {
    // Given
    Files.writeString(directory.resolve("mysql"), "two\nlines\r\n\n");
    ConfigFile file = new ConfigFile(directory).with("${MYSQL_PASSWORD}", "${file:mysql}");

    // When
    Secret password = ((MySqlSource) file.config().source()).password();

    // Then
    assertThat(password.value()).isEqualTo("two\nlines");
    assertThat(password.reference())
        .contains("${file:" + directory.resolve("mysql").toAbsolutePath() + "}");
  }

  @Test
  void aChangedSecretIsReadAgain() throws IOException {
    // Given
    Path secret = directory.resolve("mysql");
    Files.writeString(secret, "old");
    ConfigFile file = new ConfigFile(directory).with("${MYSQL_PASSWORD}", "${file:mysql}");
    Secret password = ((MySqlSource) file.config().source()).password();
    Files.writeString(secret, "new");

    // When
    Secret again = password.reread(Map.<String, String>of()::get);

    // Then
    assertThat(again).isEqualTo(new Secret("new", password.reference()));
  }

  @Test
  void aSecretThatIsGoneIsAnErrorWithACode() {
    // Given
    Secret secret = new Secret("old", Optional.of("${GONE}"));

    // When
    // Then
    assertThatThrownBy(() -> secret.reread(Map.<String, String>of()::get))
        .isInstanceOfSatisfying(
            TandemException.class,
            e -> assertThat(e.line()).startsWith("TD-CFG-REFERENCE: ").contains("GONE"));
  }

  @Test
  void aPlainSecretStaysAsItIs() {
    // Given
    Secret secret = new Secret("plain", Optional.empty());

    // When
    Secret again = secret.reread(Map.<String, String>of()::get);

    // Then
    assertThat(again).isSameAs(secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/loans",
        "jdbc:postgresql://127.0.0.1:5433,[::1]:5434/loans?ssl=false"
      })
  void aServerOnThisMachineNeedsNoReference(String url) {
    // Given
    ConfigFile file =
        new ConfigFile(directory)
            .with("jdbc:postgresql://pg/loans", url)
            .with("\"${PG_PASSWORD}\"", "hunter2");

    // When
    PipelineConfig config = file.config();

    // Then
    assertThat(config.postgres().orElseThrow().password().value()).isEqualTo("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost,db2/loans",
        "jdbc:postgresql://localhost.example.org/loans",
        "jdbc:postgresql://127.0.0.1.example.org/loans",
        "jdbc:postgresql://0.0.0.0/loans"
      })
  void oneHostElsewhereIsEnoughToRefuseAPlainSecret(String url) {
    // Given
    ConfigFile file =
        new ConfigFile(directory)
            .with("jdbc:postgresql://pg/loans", url)
            .with("\"${PG_PASSWORD}\"", "hunter2");

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).singleElement().asString().contains("TD-CFG-SECRET");
    assertThat(problems.get(0)).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${WORD", "${}", "${two words}", "${env:WORD}", "${file:none}", "a${WORD}${"})
  void aReferenceThatLeadsNowhereIsOneProblem(String reference) throws IOException {
    // Given
    ConfigFile file = new ConfigFile(directory).with("\"${PG_PASSWORD}\"", "'" + reference + "'");

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("tandem.yaml:17:15 TD-CFG-REFERENCE targets.postgres.password: ");
  }

  @Test
  void twoDollarsAreNoReference() {
    // Given
    ConfigFile file = new ConfigFile(directory).with("\"${PG_PASSWORD}\"", "'$${a}${WORD}$$$1'");

    // When
    Secret password = file.config().postgres().orElseThrow().password();

    // Then
    assertThat(password).isEqualTo(new Secret("${a}sesame$$$1", Optional.of("$${a}${WORD}$$$1")));
    assertThat(password.reread(ConfigFile.ENVIRONMENT::get)).isEqualTo(password);
  }

  @Test
  void aFileThatIsNoTextIsAProblem() throws IOException {
    // Given
    Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xFF, 0, 1});
    ConfigFile file = new ConfigFile(directory).with("${PG_PASSWORD}", "${file:bytes}");

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("TD-CFG-REFERENCE targets.postgres.password: the file bytes is not UTF-8 text");
  }
}
