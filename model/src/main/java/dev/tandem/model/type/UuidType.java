/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * {@code uuid}: lower case with dashes.
 *
 * @param order in which a source that keeps sixteen bytes keeps them
 */
public record UuidType(Order order) implements Type {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int BYTES = 16;

  @Override
  public Kind kind() {
    return Kind.UUID;
  }

  @Override
  public Value accept(Value value) throws Refused {
    if (value instanceof Value.Text text) {
      String form = text.value().strip().toLowerCase(Locale.ROOT);
      boolean braces = form.startsWith("{") && form.endsWith("}");
      return checked(braces ? form.substring(1, form.length() - 1) : form);
    }
    if (value instanceof Value.Bytes bytes && bytes.value().length == BYTES) {
      return new Value.Text(order.read(bytes.value()).toString());
    }
    throw value instanceof Value.Bytes
        ? new Refused(ValueError.UUID, "not 16 bytes")
        : wrongKind(value);
  }

  private static Value checked(String form) throws Refused {
    if (!FORM.matcher(form).matches()) {
      throw new Refused(ValueError.UUID, "not a UUID");
    }
    return new Value.Text(form);
  }

  @Override
  public void write(Value value, JsonGenerator out) throws IOException {
    out.writeString(((Value.Text) value).value());
  }

  @Override
  public Value read(JsonParser in) throws IOException, Refused {
    return checked(Tokens.string(in, this));
  }

  @Override
  public String toString() {
    return order == Order.RFC ? "uuid" : "uuid(" + order.name().toLowerCase(Locale.ROOT) + ")";
  }

  /** How the sixteen bytes of a UUID lie; each array says which byte comes at which place. */
  public enum Order {
    /** As the text is read: RFC 9562, and MySQL's UUID_TO_BIN(u). */
    RFC(0, 1, 2, 3, 4, 5, 6, 7),
    /** The parts of the time changed round: MySQL's UUID_TO_BIN(u, 1). */
    MYSQL_SWAPPED(4, 5, 6, 7, 2, 3, 0, 1),
    /** The first three parts with their lowest byte first: .NET's Guid, SQL Server. */
    GUID(3, 2, 1, 0, 5, 4, 7, 6);

    @SuppressWarnings("ImmutableEnumChecker") // never written again
    private final int[] places;

    Order(int... places) {
      this.places = places;
    }

    /** The UUID that sixteen bytes are in this order. */
    UUID read(byte[] stored) {
      ByteBuffer text = ByteBuffer.wrap(stored.clone());
      for (int i = 0; i < places.length; i++) {
        text.put(i, stored[places[i]]);
      }
      return new UUID(text.getLong(), text.getLong());
    }

    /** The sixteen bytes that a UUID is in this order. */
    public byte[] write(UUID uuid) {
      byte[] text =
          ByteBuffer.allocate(BYTES)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array();
      byte[] stored = text.clone();
      for (int i = 0; i < places.length; i++) {
        stored[places[i]] = text[i];
      }
      return stored;
    }
  }
}
