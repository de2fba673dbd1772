/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes numbers of one region apart as {@link PhoneNumberUtil#parse} does, but several times as
 * fast, since it does not look for extensions and letters with regular expressions. It knows the
 * plain numbers only, and of those the valid ones; for all others it says nothing.
 */
final class DialledNumbers {
  private static final String SEPARATORS = " ()-./";

  /** With fewer digits, the library takes nothing for a number; more do not fit into a long. */
  private static final int FEWEST = 3;

  private static final int MOST = 18;

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final String region;
  private final int code;
  private final String codeDigits;
  private final boolean ownsCode;
  private final Pattern abroad;
  private final Pattern prefix;

  private DialledNumbers(String region, PhoneMetadata rules) {
    this.region = region;
    this.code = rules.getCountryCode();
    this.codeDigits = Integer.toString(code);
    this.ownsCode = numbers.getRegionCodeForCountryCode(code).equals(region);
    this.abroad = Pattern.compile(rules.getInternationalPrefix());
    this.prefix = Pattern.compile(rules.getNationalPrefixForParsing());
  }

  /** Empty for a region where the prefix does more to a number than to stand before it. */
  static Optional<DialledNumbers> of(String region) {
    PhoneMetadata rules =
        DefaultMetadataDependenciesProvider.getInstance()
            .getPhoneNumberMetadataSource()
            .getMetadataForRegion(region);
    DialledNumbers dialled = new DialledNumbers(region, rules);
    boolean plain =
        rules.getNationalPrefixTransformRule().isEmpty()
            && dialled.prefix.matcher("").groupCount() == 0;
    return plain ? Optional.of(dialled) : Optional.empty();
  }

  /** The number, if it is a plain and valid one of the region. */
  Optional<PhoneNumber> parse(String text) {
    String digits = digits(text);
    if (digits.length() < FEWEST || digits.length() > MOST) {
      return Optional.empty();
    }
    boolean withCode = digits.startsWith(codeDigits);
    if (text.charAt(0) == '+') {
      return withCode && ownsCode ? valid(digits.substring(codeDigits.length())) : Optional.empty();
    }
    return withCode || abroad.matcher(digits).lookingAt() ? Optional.empty() : valid(digits);
  }

  /** All digits, or none when there is more than digits, separators and a plus at the start. */
  private static String digits(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = text.startsWith("+") ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (SEPARATORS.indexOf(c) < 0) {
        return "";
      }
    }
    return digits.toString();
  }

  /**
   * The library leaves the prefix on if the rest cannot exist without it, and counts leading zeros
   * of the rest: the former is not valid, the latter is left to it.
   */
  private Optional<PhoneNumber> valid(String national) {
    Matcher before = prefix.matcher(national);
    String rest = before.lookingAt() ? national.substring(before.end()) : national;
    if (rest.isEmpty() || rest.charAt(0) == '0') {
      return Optional.empty();
    }
    PhoneNumber number =
        new PhoneNumber().setCountryCode(code).setNationalNumber(Long.parseLong(rest));
    boolean valid =
        region.equals(numbers.getRegionCodeForNumber(number))
            && numbers.isValidNumberForRegion(number, region);
    return valid ? Optional.of(number) : Optional.empty();
  }
}
