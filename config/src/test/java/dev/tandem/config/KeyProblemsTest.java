/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake in form or mapping is one problem, at the place where it is mended. */
class KeyProblemsTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{1}")
  @MethodSource({"structure", "mapping"})
  void oneMistakeIsOneProblem(String clean, String mistaken, String problem) {
    // Given
    ConfigFile file = new ConfigFile(directory).with(clean, mistaken);

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).containsExactly("tandem.yaml:" + problem);
  }

  static Stream<Arguments> structure() {
    return Stream.of(
        arguments(
            "source:",
            "sources:",
            "3:1 TD-CFG-UNKNOWN-KEY sources: no such key here; did you mean 'source'?"),
        arguments(
            "domains:",
            "xyzzy: 1\ndomains:",
            "20:1 TD-CFG-UNKNOWN-KEY xyzzy: no such key here; the keys here are name, revision,"
                + " source, kafka, targets, masking_key, dead_letters, metrics, state, domains"),
        arguments(
            "    user: tandem\n    password: \"${MYSQL",
            "    password: \"${MYSQL",
            "4:3 TD-CFG-MISSING-KEY source.mysql.user: this key is missing; add it, for example"
                + " user: tandem"),
        arguments(
            "  bootstrap: kafka-1:9092\n  retention: 90d\n",
            "",
            "10:1 TD-CFG-MISSING-KEY kafka.bootstrap: this key is missing; add it, for example"
                + " bootstrap: \"kafka-1:9092,kafka-2:9092\""),
        arguments(
            "name: loans",
            "name: loans\nname: other",
            "2:1 TD-CFG-DUPLICATE-KEY name: this key stands at line 1 already; keep one of the"
                + " two"),
        arguments(
            "name: loans",
            "name: {a: b}",
            "1:7 TD-CFG-WRONG-KIND name: this is a map, not a plain value; write a pipeline"
                + " name, in quotes if it holds brackets"),
        arguments(
            "name: loans",
            "name:\n  - loans",
            "2:3 TD-CFG-WRONG-KIND name: this is a list, not a plain value; write a pipeline"
                + " name"),
        arguments(
            "[loans]",
            "loans",
            "9:16 TD-CFG-WRONG-KIND source.mysql.databases: this is a plain value, not a list;"
                + " write [loans], with the brackets"),
        arguments(
            "    region: eu-central-1",
            "    - eu-central-1",
            "19:5 TD-CFG-WRONG-KIND targets.dynamo: this is a list, not a map; its keys are"
                + " region, endpoint, access_key, secret_key, create"),
        arguments(
            "fields:\n          phone: Phone",
            "fields: [phone]",
            "26:17 TD-CFG-WRONG-KIND domains.lending.entities.customer.fields: this is a list, not"
                + " a map; write <field>: and what belongs to it"),
        arguments(
            "phone: Phone",
            "{a: b}: Phone",
            "27:11 TD-CFG-WRONG-KIND domains.lending.entities.customer.fields: a key must be plain"
                + " text; put a value that begins with { or [ in quotes"),
        arguments(
            "port: 3306",
            "port:",
            "6:10 TD-CFG-BAD-VALUE source.mysql.port: there is no value here; write a number from"
                + " 1 to 65535, or remove the key"),
        arguments(
            "port: 3306",
            "port: !!int 3306",
            "6:11 TD-CFG-TAG source.mysql.port: this carries a tag; write the value without"
                + " '!...'"),
        arguments(
            "user: tandem\n    password: \"${PG",
            "user: *tandem\n    password: \"${PG",
            "16:11 TD-CFG-ALIAS targets.postgres.user: this is an alias; write the value out"));
  }

  static Stream<Arguments> mapping() {
    return Stream.of(
        arguments(
            "from: loans.Customers",
            "from: Customers",
            "25:15 TD-CFG-BAD-VALUE domains.lending.entities.customer.from: 'Customers' is not"
                + " database.table; write the database, a dot and the table"),
        arguments(
            "from: loans.Customers",
            "from: loans.dbo.Customers",
            "25:9 TD-CFG-BAD-VALUE domains.lending.entities.customer.from: this is not"
                + " database.table; write one dot only: MySQL has no schemas"),
        arguments(
            "from: loans.Customers",
            "from: loans.dbo.Customers.Id",
            "25:15 TD-CFG-BAD-VALUE domains.lending.entities.customer.from:"
                + " 'loans.dbo.Customers.Id' is not database.table; write database.table, or"
                + " database.schema.table: no name may hold a dot"),
        arguments(
            "from: loans.Customers",
            "from: loans." + "c".repeat(65),
            "25:9 TD-CFG-BAD-VALUE domains.lending.entities.customer.from: no name in MySQL is so"
                + " long; write at most 64 characters between the dots"),
        arguments(
            "from: loans.Customers",
            "from: 'loans.Order '",
            "25:15 TD-CFG-BAD-VALUE domains.lending.entities.customer.from: 'loans.Order ' is no"
                + " name of a table; write names of at least a character each, without a dot or a"
                + " blank at the end"),
        arguments(
            "lending:",
            "Lending:",
            "21:3 TD-CFG-BAD-VALUE domains.Lending: 'Lending' is not a name for a domain or an"
                + " entity; write at most 63 lower-case letters, digits and _, beginning with a"
                + " letter"),
        arguments(
            "naming: snake_case",
            "naming: snake",
            "22:13 TD-CFG-BAD-VALUE domains.lending.naming: 'snake' is none of as_is, snake_case;"
                + " did you mean 'snake_case'?"),
        arguments(
            "phone: Phone",
            "phone: {from: Phone, type: varchar(20)}",
            "27:38 TD-CFG-TYPE domains.lending.entities.customer.fields.phone.type: 'varchar(20)'"
                + " is no type; did you mean 'string(n)'?"),
        arguments(
            "phone: Phone",
            "phone: {from: Phone, type: 'enum(a, b)'}",
            "27:38 TD-CFG-TYPE domains.lending.entities.customer.fields.phone.type: 'enum(a, b)'"
                + " has blanks around a label; write enum(a,b) without blanks beside the commas"),
        arguments(
            "phone: Phone",
            "phone: {from: Phone, type: 'enum(a,a)'}",
            "27:38 TD-CFG-TYPE domains.lending.entities.customer.fields.phone.type: 'enum(a,a)'"
                + " has a label twice; remove one of the two"),
        arguments(
            "phone: Phone",
            "phone: {from: Phone, type: enum(a,b,c)}",
            "27:38 TD-CFG-SYNTAX domains.lending.entities.customer.fields.phone.type: a comma"
                + " inside { } ends the value; put the value in quotes: \"enum(a,b,c)\""),
        arguments(
            "phone: Phone",
            "pho-ne: Phone",
            "27:11 TD-CFG-BAD-VALUE domains.lending.entities.customer.fields.pho-ne: 'pho-ne' is"
                + " not a field name; write at most 63 letters, digits and _, beginning with a"
                + " letter"),
        arguments(
            "table: Logs",
            "table: L",
            "34:20 TD-CFG-BAD-VALUE domains.lending.entities.log.to.dynamo.table: 'L' is not a"
                + " DynamoDB table; write 3 to 255 letters, digits, _, . and -"),
        arguments(
            "\"L#{log_id}\"",
            "{log_id}",
            "35:23 TD-CFG-WRONG-KIND domains.lending.entities.log.to.dynamo.key.pk: this is a map,"
                + " not a plain value; write a key template, such as \"ORDER#{order_id}\", in quotes"
                + " if it holds brackets"),
        arguments(
            "\"L#{log_id}\"",
            "\"L#{log_id:JJ}\"",
            "35:23 TD-CFG-TEMPLATE domains.lending.entities.log.to.dynamo.key.pk: 'JJ' is no date"
                + " format; write text, {field} or {field:yyyy-MM-dd}"),
        arguments(
            "table: Logs",
            "table: Logs\n            ttl: 90d",
            "35:18 TD-CFG-TEMPLATE domains.lending.entities.log.to.dynamo.ttl: '90d' is no time of"
                + " expiry; write \"{field} + 90d\", or \"{field}\" alone"));
  }
}
