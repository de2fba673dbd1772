/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the user may do, read out of {@code SHOW GRANTS}. */
final class Grants {
  private static final Pattern GRANT =
      Pattern.compile("GRANT (.+?) ON (\\*\\.\\*|`(?:[^`]|``)*`\\.\\*) TO .*", Pattern.DOTALL);
  private static final String EVERYWHERE = "*.*";
  private static final String ALL = "ALL PRIVILEGES";

  private final List<Grant> grants = new ArrayList<>();

  /** Reads the server's lines; those of single tables and columns are of no interest here. */
  Grants(List<String> lines) {
    for (String line : lines) {
      Matcher grant = GRANT.matcher(line);
      if (grant.matches()) {
        Set<String> privileges = new HashSet<>(Arrays.asList(grant.group(1).split(", ?")));
        grants.add(new Grant(privileges, grant.group(2)));
      }
    }
  }

  /** What the user has been granted itself. */
  static Grants own(Server server) throws SQLException {
    return of(server, "");
  }

  /** What it may do with the roles that are active after login. */
  static Grants withRoles(Server server) throws SQLException {
    String roles =
        server.rows("SELECT CURRENT_ROLE() AS roles").get(0).getOrDefault("roles", "NONE");
    return of(server, roles.equals("NONE") ? "" : " USING " + roles);
  }

  private static Grants of(Server server, String using) throws SQLException {
    return new Grants(
        server.rows("SHOW GRANTS FOR CURRENT_USER()" + using).stream()
            .map(Map::values)
            .map(values -> values.iterator().next())
            .toList());
  }

  /** Whether one of the privileges is held on the whole server. */
  boolean everywhere(String... anyOf) {
    return grants.stream()
        .anyMatch(grant -> grant.on().equals(EVERYWHERE) && grant.includes(anyOf));
  }

  /** Whether the privilege is held on a database, by its name or by a pattern. */
  boolean on(String database, String privilege) {
    return everywhere(privilege)
        || grants.stream().anyMatch(grant -> grant.includes(privilege) && grant.covers(database));
  }

  private record Grant(Set<String> privileges, String on) {

    boolean includes(String... anyOf) {
      return privileges.contains(ALL) || Arrays.stream(anyOf).anyMatch(privileges::contains);
    }

    /** In a grant, % and _ stand for any characters and for any one, unless escaped. */
    boolean covers(String database) {
      if (on.equals(EVERYWHERE)) {
        return true;
      }
      String pattern = on.substring(1, on.length() - 3).replace("``", "`");
      StringBuilder regex = new StringBuilder();
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if (c == '\\' && i + 1 < pattern.length()) {
          i++;
          regex.append(Pattern.quote(pattern.substring(i, i + 1)));
        } else {
          regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
      }
      return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(database).matches();
    }
  }
}
