/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The short way finds what libphonenumber finds, in every region of the world, or nothing. */
class DialledNumbersTest {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  private static final String SIGNS = " ()-./+\u00a0x";
  private static final int VARIANTS = 24;

  private final Random random = new Random(1);

  @Test
  void shouldFindWhatTheLibraryFinds() {
    int found = 0;
    for (String region : new TreeSet<>(LIBRARY.getSupportedRegions())) {
      Optional<DialledNumbers> dialled = DialledNumbers.of(region);
      if (dialled.isPresent()) {
        for (String text : numbers(region)) {
          Optional<PhoneNumber> number = dialled.get().parse(text);
          if (number.isPresent()) {
            found++;
            assertThat(number).as("%s in %s", text, region).isEqualTo(library(text, region));
          }
        }
      }
    }
    assertThat(found).isGreaterThan(20_000);
  }

  @Test
  void shouldFindPlainNumbersOfMostRegions() {
    assertThat(DialledNumbers.of("DE").orElseThrow().parse("030 2504434")).isPresent();
    assertThat(DialledNumbers.of("DE").orElseThrow().parse("+49302504434")).isPresent();
    assertThat(DialledNumbers.of("US").orElseThrow().parse("(202) 456-1111")).isPresent();
    assertThat(DialledNumbers.of("BR")).as("carriers stand in Brazil's prefix").isEmpty();
    assertThat(LIBRARY.getSupportedRegions())
        .filteredOn(region -> DialledNumbers.of(region).isPresent())
        .hasSizeGreaterThan(200);
  }

  private static Optional<PhoneNumber> library(String text, String region) {
    try {
      return Optional.of(LIBRARY.parse(text, region)).filter(LIBRARY::isValidNumber);
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** Numbers of each type in every spelling, and others that are nearly such. */
  private List<String> numbers(String region) {
    List<String> numbers = new ArrayList<>();
    for (PhoneNumberType type : PhoneNumberType.values()) {
      PhoneNumber example = LIBRARY.getExampleNumberForType(region, type);
      if (example != null) {
        for (PhoneNumberFormat format : PhoneNumberFormat.values()) {
          addVariants(LIBRARY.format(example, format), numbers);
        }
        addVariants(LIBRARY.getNationalSignificantNumber(example), numbers);
        addVariants(LIBRARY.formatOutOfCountryCallingNumber(example, "FR"), numbers);
      }
    }
    for (int i = 0; i < 10 * VARIANTS; i++) {
      numbers.add(
          random
              .ints(1 + random.nextInt(20), 0, 10)
              .mapToObj(Integer::toString)
              .reduce(random.nextInt(4) == 0 ? "+" : "", String::concat));
    }
    return numbers;
  }

  private void addVariants(String number, List<String> numbers) {
    numbers.add(number);
    for (int i = 0; i < VARIANTS; i++) {
      StringBuilder variant = new StringBuilder(number);
      int at = random.nextInt(number.length());
      switch (random.nextInt(6)) {
        case 0 -> variant.setCharAt(at, digit());
        case 1 -> variant.insert(at, digit());
        case 2 -> variant.deleteCharAt(at);
        case 3 -> variant.insert(0, '0');
        case 4 -> variant.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
        default ->
            variant.replace(at, number.length(), Integer.toString(random.nextInt(1_000_000)));
      }
      numbers.add(variant.toString());
    }
  }

  private char digit() {
    return (char) ('0' + random.nextInt(10));
  }
}
