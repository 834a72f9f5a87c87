/** Enquirers are answered at once by the house, and reach a person by one tap (自动答复). */
@NullMarked
package io.lamplighter.answers;

import org.jspecify.annotations.NullMarked;
