/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.RowRefused;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.OnCascade;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Types;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.mysql.TestMySql;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintIT {
  private static final String COLUMNS =
      "(id INT PRIMARY KEY, d DATE, dt DATETIME NOT NULL, ts TIMESTAMP NULL, t TIME(3), y YEAR,"
          + " e ENUM('a','b'))";

  @TempDir static Path folder;
  @AutoClose private static TestMySql mysql;

  @BeforeAll
  static void start() {
    mysql = TestMySql.start(folder);
    mysql.execute(
        "CREATE DATABASE risky",
        "CREATE USER tandem IDENTIFIED BY 'secret'",
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO tandem",
        "GRANT SELECT ON risky.* TO tandem");
  }

  private static EntityPlan entity(String table, FieldPlan... fields) {
    return new EntityPlan(
        new EntityName("shop", table.toLowerCase(java.util.Locale.ROOT)),
        TableId.of("risky", table),
        ColumnsPlan.all(Naming.AS_IS, fields),
        RowsPlan.ALL,
        Optional.of(new PostgresPlan("shop", table)),
        Optional.empty());
  }

  private static FieldPlan field(String column, String type) {
    return FieldPlan.of(column, column, Types.parse(type));
  }

  /** As the user whom the documentation describes. */
  private static Findings lint(boolean rows, EntityPlan... entities) {
    return lint(OnCascade.EMULATE, rows, entities);
  }

  private static Findings lint(OnCascade onCascade, boolean rows, EntityPlan... entities) {
    return Lint.of(
        mysql.as("tandem", "secret"), new MappingPlan(0, List.of(entities)), onCascade, rows);
  }

  private static List<String> counts(Findings findings) {
    return findings.risks().stream()
        .map(risk -> risk.column() + ' ' + risk.rows().orElse(-1) + ' ' + risk.code())
        .toList();
  }

  @Test
  void shouldCountValuesThatWouldChangeOnTheirWay() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.t " + COLUMNS,
        "SET sql_mode = 'ALLOW_INVALID_DATES'",
        "INSERT INTO risky.t (id, d, dt) VALUES (4,'2018-02-30','2018-02-28')",
        "SET sql_mode = ''",
        "INSERT INTO risky.t VALUES (1,'0000-00-00','2018-06-00 01:02:03',0,'-00:00:00.001',0,0),"
            + "(2,'2018-00-01','2018-06-20 01:02:03',NULL,'24:00:00',1970,'a'),"
            + "(3,'2018-01-01','2018-06-20 01:02:03','2018-06-20',NULL,NULL,NULL)");

    // When
    Findings findings = lint(true, entity("t"));

    // Then
    assertThat(counts(findings))
        .containsExactly(
            "d 3 RISKY_VALUE",
            "dt 1 RISKY_VALUE",
            "ts 1 RISKY_VALUE",
            "t 2 RISKY_TYPE",
            "e 1 RISKY_VALUE");
    assertThat(findings.leftOut()).isEmpty();
  }

  @Test
  void shouldFindNothingInOrdinaryValues() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.ordinary " + COLUMNS,
        "INSERT INTO risky.ordinary VALUES"
            + " (1,'0001-01-01','9999-12-31 23:59:59','1970-01-01 00:00:01','23:59:59.999',1901,'b')",
        "CREATE TABLE risky.empty " + COLUMNS);

    // When
    Findings findings = lint(true, entity("ordinary"), entity("empty"));

    // Then
    assertThat(findings.risks()).isEmpty();
    assertThat(findings.leftOut()).isEmpty();
  }

  @Test
  void shouldTakeATimeOutsideOneDayForADuration() {
    mysql.execute(
        "CREATE TABLE risky.spans (id INT PRIMARY KEY, t TIME)",
        "INSERT INTO risky.spans VALUES (1, '-01:00:00')");
    assertThat(lint(true, entity("spans", field("t", "duration"))).risks()).isEmpty();
  }

  @Test
  void shouldFindCharactersThatNotEveryoneTakes() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.chars (id INT PRIMARY KEY, u VARCHAR(9), j JSON,"
            + " w VARCHAR(9) CHARACTER SET utf16, l VARCHAR(9) CHARACTER SET latin1,"
            + " g VARCHAR(9) CHARACTER SET greek, c TEXT CHARACTER SET gb18030)",
        "INSERT INTO risky.chars VALUES"
            + " (1, 'a\\0b', '\"a\\\\u0000b\"', 'a\\0b', _latin1 0x8081, _greek 0xE1A1,"
            + " _gb18030 0xD6D0A6DE),"
            + " (2, 'a0b', '\"a\\\\\\\\u0000b\"', 'aĀb', _latin1 0x80, _greek 0xE1,"
            + " _gb18030 0xB0A6DED0),"
            + " (3, NULL, NULL, NULL, NULL, NULL, NULL)");

    // When
    Findings findings = lint(true, entity("chars"));

    // Then
    assertThat(counts(findings))
        .containsExactly(
            "u 1 RISKY_VALUE",
            "j 1 RISKY_VALUE",
            "w 1 RISKY_VALUE",
            "l 1 RISKY_VALUE",
            "g 1 RISKY_VALUE",
            "c 1 RISKY_VALUE");
  }

  @Test
  void shouldNameForeignKeysThatChangeRowsUnseen() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.parent (id INT PRIMARY KEY, m INT, n INT, UNIQUE (n, m))",
        "CREATE TABLE risky.child (id INT PRIMARY KEY, a INT, b INT, c INT,"
            + " CONSTRAINT a FOREIGN KEY (a) REFERENCES parent (id) ON DELETE CASCADE,"
            + " CONSTRAINT b FOREIGN KEY (b, a) REFERENCES parent (n, m)"
            + " ON DELETE SET NULL ON UPDATE CASCADE,"
            + " CONSTRAINT c FOREIGN KEY (c) REFERENCES parent (id))");

    // When
    Findings known = lint(false, entity("parent"), entity("child"));
    List<Risk> ofChildAlone = lint(false, entity("child")).risks();
    List<Risk> switchedOff = lint(OnCascade.WARN, false, entity("parent"), entity("child")).risks();

    // Then
    assertThat(known.risks()).isEmpty();
    assertThat(known.emulated())
        .extracting(key -> key + " " + key.actions())
        .containsExactly(
            "risky.child (a) REFERENCES risky.parent (id) ON DELETE CASCADE",
            "risky.child (b, a) REFERENCES risky.parent (n, m)"
                + " ON DELETE SET NULL and ON UPDATE CASCADE");
    assertThat(ofChildAlone)
        .extracting(Risk::line)
        .hasSize(2)
        .allMatch(line -> line.startsWith("TD-MYS-CASCADE: risky.child: "))
        .allMatch(line -> line.contains("since no entity is made from risky.parent."))
        .anyMatch(line -> line.contains("key a is ON DELETE CASCADE: with a row of risky.parent"))
        .anyMatch(line -> line.contains("key b is ON DELETE SET NULL and ON UPDATE CASCADE"));
    assertThat(switchedOff)
        .extracting(Risk::line)
        .hasSize(2)
        .allMatch(line -> line.contains("source.mysql.cascades is warn"));
  }

  @Test
  void shouldTellWhatADeclarationRisksWithoutReadingRows() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.declared (id TIMESTAMP PRIMARY KEY, d DATE, s VARCHAR(20))",
        "INSERT INTO risky.declared VALUES ('2020-01-01', 0, 'long enough')");

    // When
    Findings findings = lint(false, entity("declared", field("s", "string(5)")));

    // Then
    assertThat(counts(findings)).containsExactly("id -1 RISKY_KEY", "s -1 RISKY_TYPE");
    assertThat(findings.risks().get(1).sentence())
        .startsWith("not counted, but possible are rows with more than 5 characters");
    assertThat(findings.leftOut()).singleElement().asString().startsWith("rows: none were read");
  }

  @Test
  void shouldCountNullsThatAreRefused() {
    // Given
    mysql.execute(
        "CREATE TABLE risky.nulls (id INT PRIMARY KEY, a INT, b INT, c INT)",
        "INSERT INTO risky.nulls VALUES (1, NULL, NULL, NULL), (2, 1, NULL, 1)");
    EntityPlan plan = entity("nulls", required("a", ""), required("b", "0"));
    DynamoPlan dynamo =
        new DynamoPlan(
            "T",
            new DynamoPlan.Keys(Template.parse("{c}#{id}"), Optional.empty()),
            java.util.Map.of(),
            Optional.empty());

    // When
    Findings findings =
        lint(
            true,
            new EntityPlan(
                plan.name(),
                plan.from(),
                plan.columns(),
                plan.rows(),
                Optional.empty(),
                Optional.of(dynamo)));

    // Then
    assertThat(counts(findings)).containsExactly("a 1 RISKY_VALUE", "c 1 RISKY_VALUE");
  }

  private static FieldPlan required(String column, String otherwise) {
    return new FieldPlan(
        column,
        new FieldPlan.Column(column),
        List.of(),
        Optional.empty(),
        Optional.of(otherwise).filter(text -> !text.isEmpty()),
        true);
  }

  /** What is counted in SQL must be what the mapper refuses, row for row. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "TINYINT | boolean | (0), (1), (2), (-1), (NULL)",
        "TINYINT UNSIGNED | int16 | (0), (255)",
        "SMALLINT UNSIGNED | int16 | (32767), (32768), (65535)",
        "INT UNSIGNED | int32 | (2147483647), (2147483648)",
        "INT | uint64 | (0), (-1)",
        "INT ZEROFILL | string(3) | (999), (1000), (1)",
        "BIGINT UNSIGNED | int64 | (9223372036854775807), (9223372036854775808), (18446744073709551615)",
        "BIGINT | decimal(5,2) | (999), (1000), (-999), (-1000), (-9223372036854775808)",
        "BIGINT UNSIGNED | boolean | (0), (1)",
        "DECIMAL(10,3) | decimal(10,2) | (1.005), (1.010), (9999999.999), (-1.001), (NULL)",
        "DECIMAL(10,2) | decimal(5,2) | (999.99), (1000), (-1000), (-999.99)",
        "DECIMAL(65,30) | decimal(38,30) | (99999999), (100000000), (0.000000000000000000000000000001)",
        "DECIMAL(10,2) | int16 | (1), (1.5), (40000), (-32768), (-32768.01)",
        "DECIMAL(10,2) | string(5) | (1), (12.34), (123.45), (-12.34)",
        "FLOAT | decimal(10,2) | (1), (NULL)",
        "DOUBLE | float64 | (1)",
        "YEAR | int16 | (2024)",
        "YEAR | boolean | (2024), (NULL)",
        "VARCHAR(20) | string(5) | ('abcde'), ('abcdef'), ('äöüßé'), ('😀😀😀😀😀'), ('abcde ')",
        "LONGTEXT | string(2) | ('ab'), ('abc')",
        "VARCHAR(20) COLLATE utf8mb4_general_ci | enum(a,b) | ('a'), ('A'), ('b '), ('á'), ('')",
        "VARCHAR(20) CHARACTER SET latin1 | enum(ä) | ('ä'), ('a')",
        "VARCHAR(20) | boolean | ('0'), ('t'), ('TRUE'), ('yes'), ('true ')",
        "VARCHAR(50) | uuid | ('6CCD780C-baba-1026-9564-5b8c656024db'), ('{6ccd780c-baba-1026-9564-5b8c656024db}'), ('{6ccd780c-baba-1026-9564-5b8c656024db'), ('x'), (' 6ccd780c-baba-1026-9564-5b8c656024db ')",
        "VARCHAR(50) | duration | ('01:02:03'), ('-838:59:59.000001'), ('1:02:03'), ('x')",
        "VARCHAR(50) | json | ('{}'), ('{'), ('')",
        "VARCHAR(50) | date | ('2018-06-20'), (NULL)",
        "VARCHAR(50) | bits(3) | ('101'), ('10'), ('102')",
        "BINARY(16) | uuid | (x'00'), (x'01')",
        "VARBINARY(20) | uuid | (x'00'), (UNHEX(REPEAT('00', 16)))",
        "VARBINARY(20) | text | (x'00')",
        "DATE | timestamp | ('2018-06-20')",
        "DATETIME | instant | ('2018-06-20'), (NULL)",
        "TIMESTAMP NULL | timestamp | ('2018-06-20'), (NULL)",
        "TIME | duration | ('-01:00:00'), ('23:59:59')",
        "TIME(6) | time | ('-00:00:00.000001'), ('23:59:59.999999'), ('24:00:00')",
        "BIT(1) | boolean | (b'1'), (b'0')",
        "BIT(1) | bits(1) | (b'1')",
        "BIT(4) | bits(5) | (b'1')",
        "BIT(4) | boolean | (b'1'), (b'0'), (b'10')",
        "BIT(20) | int16 | (b'1'), (x'0FFFFF'), (32767), (32768)",
        "BIT(64) | uint64 | (x'FFFFFFFFFFFFFFFF')",
        "ENUM('a','b','B c') | enum(a,b) | ('a'), ('b'), ('B c'), (NULL)",
        "ENUM('a','long') | string(3) | ('a'), ('long')",
        "ENUM('a','b') | int16 | ('a'), (NULL)",
        "SET('a','b','c') | array<enum(a,c)> | ('a'), ('b'), ('a,b'), ('a,c'), ('')",
        "SET('a','b','c') | text | ('a'), ('')",
        "JSON | text | ('{}'), ('1')",
        "POINT | text | (POINT(1, 2))",
      })
  void shouldCountWhatTheMapperRefuses(String column, String type, String values)
      throws MappingMismatch {
    // Given
    mysql.execute(
        "DROP TABLE IF EXISTS risky.pair",
        "CREATE TABLE risky.pair (id INT PRIMARY KEY AUTO_INCREMENT, c " + column + ")",
        "INSERT INTO risky.pair (c) VALUES " + values);
    EntityPlan plan = entity("pair", field("c", type));

    // When
    long counted =
        lint(true, plan).risks().stream()
            .map(Risk::rows)
            .mapToLong(OptionalLong::orElseThrow)
            .sum();

    // Then
    assertThat(counted).isEqualTo(refused(plan));
  }

  private static long refused(EntityPlan plan) throws MappingMismatch {
    AtomicLong refused = new AtomicLong();
    try (MySqlReader reader = new MySqlReader(mysql.asRoot())) {
      SourceTable table = reader.table(plan.from());
      EntityMapper mapper = EntityMapper.compile(plan, table);
      reader.scan(
          table,
          row -> {
            try {
              Optional<?> mapped = mapper.map(row);
              assertThat(mapped).isPresent();
            } catch (RowRefused e) {
              refused.incrementAndGet();
            }
          });
    }
    return refused.get();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VARCHAR(20) | int32",
        "DECIMAL(10,2) | float64",
        "BIGINT | float64",
        "INT | float32",
        "DOUBLE | float32"
      })
  void shouldSayWhereSqlCannotCount(String column, String type) {
    mysql.execute(
        "DROP TABLE IF EXISTS risky.uncounted",
        "CREATE TABLE risky.uncounted (id INT PRIMARY KEY, c " + column + ")");
    Optional<Type> declared = Types.parse(type);
    assertThat(declared).isPresent();
    assertThat(lint(true, entity("uncounted", FieldPlan.of("c", "c", declared))).risks())
        .singleElement()
        .satisfies(risk -> assertThat(risk.rows()).isEmpty())
        .satisfies(risk -> assertThat(risk.sentence()).startsWith("SQL cannot count the rows"));
  }
}
