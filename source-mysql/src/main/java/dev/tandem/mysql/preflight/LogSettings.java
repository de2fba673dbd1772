/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.mysql.MySqlCode;
import java.util.ArrayList;
import java.util.List;

/** The variables under which the binary log holds every change, and all of it. */
final class LogSettings implements Check {
  private static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              "log_bin",
              "ON",
              "the server keeps no binary log, so there is nothing to capture",
              "add log_bin=binlog below [mysqld] in the option file and restart the server"),
          Setting.persisted(
              "binlog_format",
              "ROW",
              "changes are logged as statements, which do not say what rows they changed"),
          Setting.persisted(
              "binlog_row_image",
              "FULL",
              "a logged change lacks columns, so a row cannot be told from it"),
          Setting.persisted(
              "binlog_row_value_options", "", "a change of a JSON column is logged in part only"),
          new Setting(
              "log_slave_updates",
              "ON",
              "what this server replicates from another is not in its own log",
              "add log_slave_updates=ON below [mysqld] in the option file and restart the server"),
          Setting.persisted(
              "enforce_gtid_consistency", "ON", "a statement that has no GTID may be executed"),
          new Setting(
              "gtid_mode",
              "ON",
              "a transaction may be logged without a GTID, and its place means nothing on another server",
              "SET PERSIST enforce_gtid_consistency = ON; SET PERSIST gtid_mode = OFF_PERMISSIVE;"
                  + " SET PERSIST gtid_mode = ON_PERMISSIVE; SET PERSIST gtid_mode = ON"));

  @Override
  public List<Problem> problems(Server server) {
    List<Problem> problems = new ArrayList<>();
    for (Setting setting : SETTINGS) {
      server
          .variable(setting.name())
          .filter(value -> !value.equalsIgnoreCase(setting.wanted()))
          .ifPresent(value -> problems.add(setting.problem(value)));
    }
    return problems;
  }

  private record Setting(String name, String wanted, String harm, String remedy) {

    static Setting persisted(String name, String wanted, String harm) {
      return new Setting(name, wanted, harm, "SET PERSIST " + name + " = '" + wanted + "'");
    }

    Problem problem(String value) {
      String sentence = "is '" + value + "' instead of '" + wanted + "': " + harm + '.';
      return Problem.of(MySqlCode.SETTING, name, sentence, remedy);
    }
  }
}
