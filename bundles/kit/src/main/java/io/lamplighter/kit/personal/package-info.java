/**
 * Phones and addresses: how they are compared, and how they look to those who need not know them.
 */
@NullMarked
package io.lamplighter.kit.personal;

import org.jspecify.annotations.NullMarked;
