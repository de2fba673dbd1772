/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import java.nio.file.Path;
import java.util.List;

/** The keys of {@code source.sqlserver}. */
final class SqlServerKeys {
  static final Key<SqlServerTls.Mode> MODE =
      Key.optional(
              "mode", Scalars.word(SqlServerTls.Mode.class), "`verify`; `disabled` on this machine")
          .meaning(
              "How much is asked of the server: encryption (`required`), and a certificate of a"
                  + " known authority for this very host (`verify`). `disabled` is plain text but"
                  + " for the login.")
          .example("required");

  static final Key<Path> TRUSTSTORE =
      Key.optional("truststore", Forms.FILE, "the JVM's authorities")
          .meaning("A PKCS #12 or JKS file of the authorities that `verify` believes.")
          .example("sqlserver-ca.p12");

  static final Key<Secret> TRUSTSTORE_PASSWORD =
      SourceKeys.passwordOf(TRUSTSTORE, "SQLSERVER_TRUSTSTORE_PASSWORD");

  static final Key<String> HOST_NAME =
      Key.optional("host_name", Forms.HOST, "`host`")
          .meaning("The name that the server's certificate bears.")
          .example("db.corp.internal");

  static final Key<Integer> PORT = SourceKeys.port(1433, 14330);

  static final Key<SqlServerLogin.Kind> LOGIN =
      Key.defaulted(
              "login", Scalars.word(SqlServerLogin.Kind.class), SqlServerLogin.Kind.SQL, "sql")
          .meaning(
              "How the server knows who asks: by a login of its own (`sql`), or by a Windows account"
                  + " (`ntlm`, `kerberos`).")
          .example("ntlm");

  static final Key<String> DOMAIN =
      Key.optional(
              "domain",
              Scalars.text("a Windows domain"),
              "none: `user` may be `tandem@corp.internal`")
          .meaning("The Windows domain of an account that logs in with `ntlm`.")
          .example("CORP");

  static final Key<String> USER =
      SourceKeys.user(
          "A login, or a Windows account, that may read the tables and their change tables; for"
              + " `kerberos` its principal.");

  static final Key<Secret> PASSWORD = SourceKeys.password("SQLSERVER_PASSWORD");

  static final Key<List<Located<String>>> DATABASES =
      SourceKeys.databases(
          Product.SQL_SERVER,
          "as the server's catalogue spells them, capitals included, even where the server itself"
              + " takes either");

  static final Key<Boolean> READ_ONLY_REPLICA =
      Key.defaulted("read_only_replica", Scalars.flag(), false, "false")
          .meaning(
              "Whether `host` is a secondary replica of an availability group, which is opened for"
                  + " reading only.")
          .example("true");

  static final Key<Fields> TLS =
      Key.optional(
              "tls", Section.of(MODE, TRUSTSTORE, TRUSTSTORE_PASSWORD, HOST_NAME), "see `mode`")
          .meaning("How the connection is protected.");

  static final Key<Fields> SQL_SERVER =
      Key.optional(
              "sqlserver",
              Section.of(
                  SourceKeys.HOST,
                  PORT,
                  LOGIN,
                  DOMAIN,
                  USER,
                  PASSWORD,
                  DATABASES,
                  READ_ONLY_REPLICA,
                  TLS,
                  HeartbeatKeys.HEARTBEAT),
              "the source is MySQL")
          .meaning(
              "A SQL Server, 2016 SP1 or later, with change data capture and SQL Server Agent.");

  private SqlServerKeys() {}
}
