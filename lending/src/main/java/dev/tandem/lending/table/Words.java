/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import java.util.List;

/** Words of several languages and scripts, and texts that programs stumble over. */
final class Words {
  static final List<String> FIRST_NAMES =
      List.of(
          "Anna",
          "Ben",
          "Chloé",
          "Zoë",
          "Jürgen",
          "Søren",
          "Łukasz",
          "Nguyễn",
          "José",
          "İpek",
          "Дмитрий",
          "Олена",
          "Ελένη",
          "محمد",
          "فاطمة",
          "יעל",
          "अनुष्का",
          "สมชาย",
          "小明",
          "さくら",
          "민준",
          "Jose\u0301",
          "Renée-Marie",
          "O'Neil");

  static final List<String> LAST_NAMES =
      List.of(
          "Schmidt",
          "Müller",
          "Weiß",
          "García Márquez",
          "O'Brien",
          "van der Meer",
          "Ångström",
          "Dvořák",
          "Şahin",
          "Đặng",
          "Иванов",
          "Шевченко",
          "Παπαδόπουλος",
          "الخطيب",
          "כהן",
          "शर्मा",
          "ศรีสุข",
          "王",
          "田中",
          "김",
          "Nu\u0301n\u0303ez",
          "D’Arcy",
          "Smith-Jones");

  /** In latin1, as MySQL understands it: windows-1252. */
  static final List<String> CITIES =
      List.of(
          "Hamburg",
          "Köln",
          "Århus",
          "São Paulo",
          "Besançon",
          "A Coruña",
          "Málaga",
          "Reykjavík",
          "Zürich",
          "‘s-Hertogenbosch",
          "Öland – Süd",
          "Preis: 5 €");

  static final List<String> SERVICES =
      List.of(
          "credit-bureau",
          "fraud-check",
          "open-banking",
          "e-signature",
          "core-ledger",
          "kyc",
          "payment-gateway",
          "sms",
          "mail",
          "scoring-サービス");

  static final List<String> MAIL_HOSTS =
      List.of("example.com", "example.org", "mail.example.net", "posteo.example");

  private static final List<String> PHRASES =
      List.of(
          "called back, no answer",
          "wants to pay early",
          "Unterlagen vollständig geprüft",
          "dossier complet, à signer",
          "документы получены",
          "تم استلام المستندات",
          "המסמכים התקבלו",
          "दस्तावेज़ प्राप्त हुए",
          "เอกสารครบถ้วน",
          "已收到全部文件",
          "書類を確認しました",
          "서류가 접수되었습니다",
          "approved \uD83C\uDF89",
          "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 moved to \uD83C\uDDE9\uD83C\uDDEA",
          "cafe\u0301 owner, see file 7");

  /** Not one of them holds NUL, U+FFFD or half a surrogate pair, which no mapping could carry. */
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "blanks at the end   ",
          "   blanks at the beginning",
          "tab\there, lines\r\nbroken\nthrice\r",
          "'quoted' \"twice\" `thrice` \\ and \\n",
          "100 %_; -- /* no comment */ #",
          "<script>alert('x')</script>&amp;",
          "{\"json\": [1, null]}",
          "\u001B[31mred\u001B[0m\u0007",
          "\u202Eturned round\u202C",
          "\uFEFFbyte order mark",
          "z\u0336a\u0321\u0335l\u0334g\u0338o\u0337",
          "e\u0301 is not \u00E9",
          "İıŞşßẞﬃ",
          "\uDBFF\uDFFD beyond the basic plane \uD835\uDD4F",
          "line\u2028paragraph\u2029separator",
          "NULL",
          "__debezium_unavailable_value");

  private Words() {}

  /** A text of at most so many characters. */
  static Values text(int most) {
    List<String> odd = ODD.stream().filter(text -> length(text) <= most).toList();
    return draw -> {
      if (draw.edge()) {
        return draw.chance(0.1) ? longest(draw, most) : draw.pick(odd);
      }
      return cut(phrases(draw, (int) draw.between(1, 3)), most);
    };
  }

  /** A text of up to so many characters, mostly a few, seldom all of them. */
  static Values longText(int most) {
    Values some = text(Math.min(most, 2_000));
    return draw -> draw.chance(0.002) ? longest(draw, most) : some.draw(draw);
  }

  /** A name out of a list, and at an edge any text that has room. */
  static Values name(List<String> names, int most) {
    Values any = text(most);
    return draw -> draw.edge() ? any.draw(draw) : draw.pick(names);
  }

  /** One of some labels or codes. */
  static Values of(String... labels) {
    List<String> all = List.of(labels);
    return draw -> draw.pick(all);
  }

  /** Any subset of some labels, as a SET wants it. */
  static Values subset(String... labels) {
    return draw -> {
      long bits = draw.between(0, (1L << labels.length) - 1);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < labels.length; i++) {
        if (((bits >> i) & 1) == 1) {
          text.append(text.isEmpty() ? "" : ",").append(labels[i]);
        }
      }
      return text.toString();
    };
  }

  static Values email() {
    return draw ->
        draw.pick(List.of("a", "info", "max.m", "zoe"))
            + '.'
            + draw.unique(6)
            + '@'
            + draw.pick(MAIL_HOSTS);
  }

  static Values phone() {
    return draw -> "+49" + draw.between(30_000_000L, 17_999_999_999L);
  }

  private static String phrases(Draw draw, int count) {
    StringBuilder text = new StringBuilder(draw.pick(PHRASES));
    for (int i = 1; i < count; i++) {
      text.append(' ').append(draw.pick(PHRASES));
    }
    return text.toString();
  }

  /** Exactly as many characters as there is room for, four bytes each at the end. */
  private static String longest(Draw draw, int most) {
    String phrase = phrases(draw, 2);
    StringBuilder text = new StringBuilder(most + 1);
    int length = length(phrase);
    int times = Math.max(0, (most - 1) / length);
    text.append(phrase.repeat(times));
    return text.append("\uD83D\uDE80".repeat(Math.min(most - times * length, 100))).toString();
  }

  /** Characters are code points, to MySQL as to PostgreSQL. */
  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cut(String text, int most) {
    return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
