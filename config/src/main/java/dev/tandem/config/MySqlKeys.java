/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import dev.tandem.model.source.OnCascade;
import dev.tandem.model.source.OnTruncate;
import java.nio.file.Path;
import java.util.List;

/** The keys of {@code source.mysql}. */
final class MySqlKeys {
  static final Key<MySqlTls.Mode> MODE =
      Key.optional(
              "mode",
              Scalars.word(MySqlTls.Mode.class),
              "`verify_identity`; `disabled` on this machine")
          .meaning(
              "How much is asked of the server: encryption (`required`), a certificate of a known"
                  + " authority (`verify_ca`), one for this very host (`verify_identity`)."
                  + " `disabled` is plain text.")
          .example("required");

  static final Key<Path> TRUSTSTORE =
      Key.optional("truststore", Forms.FILE, "the JVM's authorities")
          .meaning(
              "A PKCS #12 or JKS file of the authorities that `verify_ca` and `verify_identity`"
                  + " believe. Relative paths start at tandem.yaml, here and everywhere.")
          .example("mysql-ca.p12");

  static final Key<Secret> TRUSTSTORE_PASSWORD =
      SourceKeys.passwordOf(TRUSTSTORE, "MYSQL_TRUSTSTORE_PASSWORD");

  static final Key<Path> KEYSTORE =
      Key.optional("keystore", Forms.FILE, "no certificate")
          .meaning("A PKCS #12 or JKS file of the certificate that Tandem shows to the server.")
          .example("tandem.p12");

  static final Key<Secret> KEYSTORE_PASSWORD =
      SourceKeys.passwordOf(KEYSTORE, "MYSQL_KEYSTORE_PASSWORD");

  static final Key<Integer> PORT = SourceKeys.port(3306, 3307);

  static final Key<String> USER =
      SourceKeys.user("A user that may read the tables and follow the binary log.");

  static final Key<Secret> PASSWORD = SourceKeys.password("MYSQL_PASSWORD");

  static final Key<List<Located<String>>> DATABASES =
      SourceKeys.databases(Product.MYSQL, "as the server spells them");

  static final Key<Fields> TLS =
      Key.optional(
              "tls",
              Section.of(MODE, TRUSTSTORE, TRUSTSTORE_PASSWORD, KEYSTORE, KEYSTORE_PASSWORD),
              "see `mode`")
          .meaning("How the connection is protected.");

  static final Key<Long> SERVER_ID =
      Key.optional("server_id", Scalars.number(1, 4294967295L), "chosen by Tandem")
          .meaning(
              "The reader's number among the replicas of the server: no other replica or reader may"
                  + " have it, or each throws the other out.")
          .example("184054");

  static final Key<OnTruncate> ON_TRUNCATE =
      Key.defaulted("on_truncate", Scalars.word(OnTruncate.class), OnTruncate.APPLY, "apply")
          .meaning(
              "What becomes of a table that is truncated: its rows are deleted one by one (`apply`),"
                  + " each as `deletes` of its entities says, or capture stops and a person decides"
                  + " (`stop`).")
          .example("stop");

  static final Key<OnCascade> CASCADES =
      Key.defaulted("cascades", Scalars.word(OnCascade.class), OnCascade.EMULATE, "emulate")
          .meaning(
              "What is done about rows that foreign keys delete or change by themselves (`ON DELETE"
                  + " CASCADE`, `SET NULL`, `ON UPDATE CASCADE`), of which the binary log says nothing:"
                  + " the transform looks them up at the source when their parent goes (`emulate`), or"
                  + " only says what it misses (`warn`).")
          .example("warn");

  static final Key<Fields> MYSQL =
      Key.optional(
              "mysql",
              Section.of(
                  SourceKeys.HOST,
                  PORT,
                  USER,
                  PASSWORD,
                  DATABASES,
                  TLS,
                  SERVER_ID,
                  ON_TRUNCATE,
                  CASCADES,
                  HeartbeatKeys.HEARTBEAT),
              "the source is a SQL Server")
          .meaning("A MySQL 8 server with a binary log in row format and GTIDs.");

  private MySqlKeys() {}
}
