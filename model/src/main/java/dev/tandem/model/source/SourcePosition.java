/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

/**
 * A place in a source's log, comparable only by the source itself.
 *
 * @param text for MySQL, the set of executed GTIDs
 */
public record SourcePosition(String text) {}
