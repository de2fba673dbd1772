/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import com.mysql.cj.CharsetMapping;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which characters a character set has: asked of MySQL itself. */
final class Alphabets {
  private static final Set<String> OF_UNICODE =
      Set.of("utf8", "utf8mb3", "utf8mb4", "ucs2", "utf16", "utf16le", "utf32");
  private static final Set<String> OF_ONE_PLANE = Set.of("utf8", "utf8mb3", "ucs2");

  /** Those that docs/guarantees.md refuses, and bytes. */
  private static final Set<String> REFUSED =
      Set.of("armscii8", "dec8", "eucjpms", "geostd8", "hp8", "keybcs2", "koi8u", "swe7", "binary");

  private static final String TABLE = "alphabets.numbers";
  private static final int PLANE = 1 << 16;
  private static final int REPLACEMENT = 0xFFFD;

  private final Connection session;
  private final Map<String, List<Integer>> known = new LinkedHashMap<>();
  private final Map<String, List<String>> collations;

  Alphabets(Connection session) throws SQLException {
    this.session = session;
    Sql.execute(session, "CREATE DATABASE alphabets");
    Sql.execute(session, "CREATE TABLE " + TABLE + " (n INT PRIMARY KEY)");
    Sql.execute(session, "INSERT INTO " + TABLE + " VALUES (0)");
    for (int i = 1; i < PLANE; i *= 2) {
      Sql.execute(session, "INSERT INTO " + TABLE + " SELECT n + " + i + " FROM " + TABLE);
    }
    this.collations =
        Sql.rows(
                session,
                "SELECT character_set_name, collation_name FROM information_schema.collations"
                    + " ORDER BY 1, 2")
            .stream()
            .filter(row -> !REFUSED.contains(String.valueOf(row.get(0))))
            .collect(
                Collectors.groupingBy(
                    row -> String.valueOf(row.get(0)),
                    LinkedHashMap::new,
                    Collectors.mapping(row -> String.valueOf(row.get(1)), Collectors.toList())));
  }

  List<String> charsets() {
    return List.copyOf(collations.keySet());
  }

  List<String> collations(String charset) {
    return collations.getOrDefault(charset, List.of());
  }

  /** The code points that a column of the character set can hold, but for control characters. */
  List<Integer> of(String charset) {
    return known.computeIfAbsent(charset, this::read);
  }

  private List<Integer> read(String charset) {
    if (OF_UNICODE.contains(charset)) {
      List<Integer> all = new ArrayList<>(IntStream.range(' ', PLANE).boxed().toList());
      if (!OF_ONE_PLANE.contains(charset)) {
        IntStream.range(0x1F600, 0x1F640).forEach(all::add);
        IntStream.of(PLANE, 0x20000, 0x10FFFF).forEach(all::add);
      }
      return all.stream().filter(Alphabets::isCharacter).toList();
    }
    String utf32 = "CONVERT(UNHEX(LPAD(HEX(n), 8, '0')) USING utf32)";
    String bytes = "CONVERT(" + utf32 + " USING " + charset + ")";
    try {
      return Sql.rows(
              session,
              "SELECT n, HEX("
                  + bytes
                  + ") FROM "
                  + TABLE
                  + " WHERE n >= 32 AND n NOT BETWEEN 0xD800 AND 0xDFFF AND HEX(CONVERT("
                  + bytes
                  + " USING utf32)) = LPAD(HEX(n), 8, '0') ORDER BY n")
          .stream()
          .filter(row -> isReadAlike(charset, row))
          .map(row -> Integer.valueOf(String.valueOf(row.get(0))))
          .filter(Alphabets::isCharacter)
          .toList();
    } catch (SQLException e) {
      throw new AssertionError(charset, e);
    }
  }

  /**
   * Whether Java, by whose tables the log is read, takes the bytes for the character that MySQL
   * takes them for.
   */
  private static boolean isReadAlike(String charset, List<@Nullable String> row) {
    Charset java = Charset.forName(Driver.charset(charset));
    byte[] bytes = HexFormat.of().parseHex(String.valueOf(row.get(1)));
    String character = Character.toString(Integer.parseInt(String.valueOf(row.get(0))));
    return new String(bytes, java).equals(character);
  }

  private static boolean isCharacter(int c) {
    boolean isControl = c == 0x7F || (c >= 0x80 && c < 0xA0);
    boolean isSurrogate = c < PLANE && Character.isSurrogate((char) c);
    return c != REPLACEMENT && !isControl && !isSurrogate;
  }

  /** The driver keeps its table to itself and to its heirs. */
  private static final class Driver extends CharsetMapping {
    static String charset(String charset) {
      return getStaticJavaEncodingForMysqlCharset(charset);
    }
  }
}
