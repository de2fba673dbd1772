/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The public contract tandem.yaml: its keys, the checks across them, and the records that a clean
 * file becomes. What a server says to the file is checked elsewhere.
 */
@NullMarked
package dev.tandem.config;

import org.jspecify.annotations.NullMarked;
