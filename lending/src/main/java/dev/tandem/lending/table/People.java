/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import dev.tandem.lending.table.Column.Role;

/** The tables of customers. */
final class People {
  static final Table CUSTOMERS =
      Table.numbered("Customers", "CustomerId", 60)
          .with("CustomerNumber", Role.UNIQUE, draw -> draw.unique(6))
          .with("CustomerType", Words.of("private", "private", "business"))
          .with("FirstName", Words.name(Words.FIRST_NAMES, 80).orNull(5))
          .with("LastName", Words.name(Words.LAST_NAMES, 80))
          .with("Email", Role.UNIQUE, Words.email().orNull(4))
          .with("Phone", Words.phone().orNull(20))
          .with("City", draw -> draw.edge() ? "" : draw.pick(Words.CITIES))
          .with("CountryCode", Words.of("DE", "FR", "NL", "", "US").orNull(10))
          .with("BirthDate", Times.date(30_000).orNull(10))
          .with("CustomerSince", Times.year())
          .with("PublicId", Role.UNIQUE, Documents.uuid())
          .with("IsActive", Numbers.flag(90))
          .with("MarketingConsent", Numbers.flag(30))
          .with("CreditScore", Numbers.whole(300, 850, Short.MIN_VALUE, Short.MAX_VALUE).orNull(15))
          .with("YearlyIncome", Numbers.decimal(15, 2, 0, 250_000).orNull(20))
          .with("Notes", Words.longText(8_000).orNull(80))
          .with("CreatedAt", Times.local(5_000))
          .with("UpdatedAt", Times.instant(400))
          .end();

  static final Table CUSTOMER_SETTINGS =
      Table.numberedBy("Customers", "CustomerSettings", 60)
          .child("CustomerId", Role.KEY, "Customers")
          .with("SettingName", Role.KEY, People::settingName)
          .with("SettingValue", Words.text(4_000).orNull(25))
          .with("Channels", Words.subset("email", "sms", "post", "phone"))
          .with("Flags", Numbers.bits())
          .with("Weight", Numbers.floats(0, 10).orNull(10))
          .with("QuietFrom", Times.clockMicros().orNull(30))
          .with("QuietUntil", Times.clockMicros().orNull(30))
          .with("Extra", Documents.json().orNull(40))
          .with("ChangedAt", Times.instantMicros(900).orNull(10))
          .rekey(People::renamed)
          .end();

  private People() {}

  private static String settingName(Draw draw) {
    return draw.pick(java.util.List.of("theme", "größe", "алерт", "通知", "device"))
        + '.'
        + draw.number();
  }

  /** Sometimes to the same name in capitals: another key to every target, but not to MySQL. */
  private static java.util.List<Object> renamed(java.util.List<Object> key, Draw draw) {
    String old = String.valueOf(key.get(1));
    String capitals = old.toUpperCase(java.util.Locale.ROOT);
    boolean recase = draw.chance(0.2) && capitals.length() == old.length() && !capitals.equals(old);
    return java.util.List.of(key.get(0), recase ? capitals : settingName(draw));
  }
}
