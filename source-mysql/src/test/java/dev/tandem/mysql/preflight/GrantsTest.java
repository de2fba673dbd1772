/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {

  @Test
  void readsPrivilegesOfTheWholeServer() {
    // Given
    Grants grants =
        new Grants(
            List.of(
                "GRANT SELECT, REPLICATION SLAVE ON *.* TO `u`@`%` WITH GRANT OPTION",
                "GRANT FLUSH_TABLES,BACKUP_ADMIN ON *.* TO `u`@`%`"));
    // When / Then
    assertThat(grants.everywhere("REPLICATION SLAVE")).isTrue();
    assertThat(grants.everywhere("RELOAD", "FLUSH_TABLES")).isTrue();
    assertThat(grants.everywhere("RELOAD")).isFalse();
    assertThat(grants.everywhere("REPLICATION")).isFalse();
  }

  @Test
  void knowsAllPrivileges() {
    // Given
    Grants grants = new Grants(List.of("GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost'"));
    // When / Then
    assertThat(grants.everywhere("RELOAD")).isTrue();
    assertThat(grants.on("any", "LOCK TABLES")).isTrue();
  }

  @Test
  void matchesDatabasesByPattern() {
    // Given
    Grants grants =
        new Grants(
            List.of(
                "GRANT LOCK TABLES ON `my\\_db`.* TO `u`@`%`",
                "GRANT LOCK TABLES ON `shop_%`.* TO `u`@`%`",
                "GRANT LOCK TABLES ON `od``d. TO `.* TO `u`@`%`"));
    // When / Then
    assertThat(grants.on("my_db", "LOCK TABLES")).isTrue();
    assertThat(grants.on("myxdb", "LOCK TABLES")).isFalse();
    assertThat(grants.on("shop_1", "LOCK TABLES")).isTrue();
    assertThat(grants.on("shop", "LOCK TABLES")).isFalse();
    assertThat(grants.on("od`d. TO ", "LOCK TABLES")).isTrue();
  }

  @Test
  void doesNotTakeATablesPrivilegeForADatabases() {
    // Given
    Grants grants =
        new Grants(
            List.of(
                "GRANT USAGE ON *.* TO `u`@`%`",
                "GRANT SELECT (`a`), LOCK TABLES ON `db`.`t` TO `u`@`%`"));
    // When / Then
    assertThat(grants.on("db", "LOCK TABLES")).isFalse();
  }
}
