/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.applied;
import static dev.tandem.model.transform.Applying.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneTransformTest {

  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "e164(DE) | (030) 901820         | +4930901820",
        "e164(DE) | 030/901820           | +4930901820",
        "e164(DE) | ` 030 - 90.18.20 `   | +4930901820",
        "e164(DE) | +49 (0)30 901820     | +4930901820",
        "e164(DE) | 0049 30 901820       | +4930901820",
        "e164(DE) | 030\u00a0901820      | +4930901820",
        "e164(DE) | +1 202-456-1111      | +12024561111",
        "e164(US) | (202) 456-1111       | +12024561111",
        "e164(FR) | 01 42 92 81 00       | +33142928100",
        "e164     | +33 1 42 92 81 00    | +33142928100",
        "e164()   | +33 1 42 92 81 00    | +33142928100",
        "e164(IT) | 06 6982              | +39066982",
        "e164     | 030 901820           | E_TRANSFORM",
        "e164(DE) | 110                  | E_TRANSFORM",
        "e164(DE) | 0                    | E_TRANSFORM",
        "e164(DE) | 12345678901234567890 | E_TRANSFORM",
        "e164(US) | 202-456-111          | E_TRANSFORM",
        "e164(US) | 555-0100             | E_TRANSFORM",
        "e164(DE) | ``                   | E_TRANSFORM",
        "e164(DE) | unknown              | E_TRANSFORM",
        "e164(DE) | Tel. 030 901820      | E_TRANSFORM",
        "e164(DE) | 030 901820 ext. 5    | E_TRANSFORM",
        "e164(DE) | 030 901820 privat    | E_TRANSFORM",
        "e164(DE) | 030 901820, 030 901821 | E_TRANSFORM",
        "e164(DE) | 030 901820 / 030 901821 | E_TRANSFORM",
        "e164(DE) | 030 901820\uD83D\uDE00 | E_TRANSFORM",
        "e164(DE) | +49+30901820         | E_TRANSFORM",
        "e164(US) | 1-800-FLOWERS        | E_TRANSFORM",
      })
  void shouldSpellANumberForEveryCountry(String call, String before, String after) {
    assertThat(applied(call, before)).isEqualTo(after);
  }

  @Test
  void shouldSayWhyWithoutTheNumber() {
    assertThat(refusal("e164(US)", new Value.Text("202-456-111")))
        .isEqualTo("e164: not a phone number that can exist, seen from US");
    assertThat(refusal("e164", new Value.Text("030 901820")))
        .isEqualTo("e164: not a phone number with a country code that can exist");
    assertThat(refusal("e164", new Value.Text("Tel. 030 901820")))
        .isEqualTo("e164: not a phone number alone");
    assertThat(refusal("e164(DE)", new Value.Text("030901820".repeat(12))))
        .isEqualTo("e164: not a phone number alone");
  }
}
