/* SPDX-License-Identifier: Apache-2.0 */
/** From a file to a tree of YAML nodes within fixed limits; nothing of what the keys mean. */
@NullMarked
package dev.tandem.config.yaml;

import org.jspecify.annotations.NullMarked;
