/* SPDX-License-Identifier: Apache-2.0 */
/** DynamoDB as a target: how rows become items, the guarded writer, the reader and the tables. */
@NullMarked
package dev.tandem.dynamo;

import org.jspecify.annotations.NullMarked;
