/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table that is measured with, each field as text in MySQL's own form.
 *
 * @param status {@code O} when new, {@code C} after its update
 * @param token 16 bytes in base 64
 */
record Order(
    long id,
    int customer,
    @Nullable String phone,
    String amount,
    String status,
    String createdAt,
    String updatedAt,
    @Nullable String dueDate,
    @Nullable String email,
    int paid,
    String token,
    @Nullable String note) {
  private static final long FIRST_ID = 10_000_000_000L;

  /** What a row has when all fields that may be are NULL, as COPY writes it. */
  private static final int BARE_BYTES = 120;

  private static final String NOTE =
      "Please leave the parcel with the neighbours on the second floor and ring twice.";

  /**
   * One of the rows of a seed, always the same; no two are alike, so that nothing is cheap for
   * being met again. Every ninth phone number is spelled in a way that {@code e164} leaves to
   * libphonenumber as a whole.
   *
   * @param state 0 as inserted, 1 after an update of the status, the time, the amount and the flag
   */
  static Order of(long seed, int number, int state) {
    Random random = new Random(seed * Integer.MAX_VALUE + number);
    byte[] token = new byte[16];
    random.nextBytes(token);
    int second = random.nextInt(60);
    int customer = 200_000 + random.nextInt(100_000);
    String phone =
        (number % 9 == 8 ? "0049 30" : "030") + " " + (2_000_000 + random.nextInt(7_000_000));
    String amount = random.nextInt(100_000) + state + "." + digits(2, random.nextInt(100));
    int created = 1 + random.nextInt(30);
    int createdMicros = random.nextInt(1_000_000);
    int updated = 1 + random.nextInt(30);
    int updatedMicros = random.nextInt(1_000_000);
    int due = 1 + random.nextInt(30);
    return new Order(
        FIRST_ID + number,
        customer,
        phone,
        amount,
        state == 0 ? "O" : "C",
        "2024-11-" + digits(2, created) + "T22:49:" + fraction(second, createdMicros),
        "2024-12-"
            + digits(2, updated)
            + "T07:"
            + (30 + state)
            + ":"
            + fraction(second, updatedMicros),
        "2025-01-" + digits(2, due),
        "Jane.Doe" + random.nextInt(1_000_000) + "@Example.com ",
        state,
        Base64.getEncoder().encodeToString(token),
        NOTE.substring(random.nextInt(20)));
  }

  /**
   * The same row with about that many bytes: as few as it can have, and then a long note that no
   * server can make small.
   */
  Order ofBytes(int bytes) {
    String longNote = bytes > BARE_BYTES ? noise(bytes - BARE_BYTES) : null;
    return new Order(
        id, customer, null, amount, status, createdAt, updatedAt, null, null, paid, token,
        longNote);
  }

  private String noise(int characters) {
    byte[] bytes = new byte[3 * ((characters + 3) / 4)];
    new Random(31 * id + paid).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes).substring(0, characters);
  }

  private static String fraction(int second, int micros) {
    return digits(2, second) + "." + digits(6, micros);
  }

  private static String digits(int count, int number) {
    String text = Integer.toString(number);
    return "0".repeat(count - text.length()) + text;
  }
}
