/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

/**
 * A row of the source that the mapping cannot hold; it belongs in the dead letters, not in the
 * target.
 *
 * @param sourceKey the key's columns and values, escaped
 * @param code of {@link dev.tandem.model.type.ValueError}, as in the dead letter
 * @param field the field that refuses its value
 */
public record Rejection(String sourceKey, String code, String field) {}
