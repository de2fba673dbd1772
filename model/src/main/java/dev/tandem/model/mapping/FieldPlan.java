/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.type.Type;
import java.util.Optional;

/**
 * What the mapping says of one field.
 *
 * @param type the declared type, or empty for the one that the source's column asks for
 */
public record FieldPlan(String name, String column, Optional<Type> type) {}
