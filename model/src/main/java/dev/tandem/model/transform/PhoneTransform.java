/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.onText;
import static dev.tandem.model.transform.Kinds.refused;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers in the one form that every country understands. */
final class PhoneTransform {
  private static final int LONGEST = 100;
  private static final String NO_REGION = "ZZ";

  /** The library drops what it does not know, a label or a second number: nothing may be lost. */
  private static final Pattern NUMBER_ALONE =
      Pattern.compile("\\+?[0-9 ()\\[\\]./\\-\\u2010-\\u2015\\u00A0]+");

  private PhoneTransform() {}

  static List<TransformFactory> all() {
    return List.of(
        BuiltIn.of(
            "e164(region?)",
            "Spells a phone number as E.164 does; a number without a country code is one of the"
                + " region's (ISO 3166). Refuses numbers that cannot exist and text beside a number.",
            "e164(DE)",
            "(030) 901820",
            "+4930901820",
            PhoneTransform::e164));
  }

  private static Transform e164(Arguments arguments) throws MalformedTransform {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    String region = arguments.has(0) ? arguments.text(0) : NO_REGION;
    if (arguments.has(0) && !numbers.getSupportedRegions().contains(region)) {
      throw arguments.wrong(0, "a country's two capital letters, such as DE");
    }
    Optional<DialledNumbers> dialled =
        region.equals(NO_REGION) ? Optional.empty() : DialledNumbers.of(region);
    return onText(
        text -> {
          if (text.length() > LONGEST) {
            throw notAlone();
          }
          Optional<PhoneNumber> plain = dialled.flatMap(known -> known.parse(text));
          PhoneNumber number = plain.isPresent() ? plain.get() : any(text, region, numbers);
          return new Value.Text(numbers.format(number, PhoneNumberFormat.E164));
        });
  }

  private static Refused notAlone() {
    return refused("not a phone number alone");
  }

  private static PhoneNumber any(String text, String region, PhoneNumberUtil numbers)
      throws Refused {
    if (!NUMBER_ALONE.matcher(text).matches()) {
      throw notAlone();
    }
    try {
      PhoneNumber number = numbers.parse(text, region);
      if (numbers.isValidNumber(number) && !number.hasExtension()) {
        return number;
      }
    } catch (NumberParseException e) {
      // its message may hold the number; the refusal below says as much without
    }
    throw refused(
        region.equals(NO_REGION)
            ? "not a phone number with a country code that can exist"
            : "not a phone number that can exist, seen from " + region);
  }
}
