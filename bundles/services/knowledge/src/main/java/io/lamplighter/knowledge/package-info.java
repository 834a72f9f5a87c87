/** What is known and may be told (知识库): articles, their approval, what answers, what is missing. */
@NullMarked
package io.lamplighter.knowledge;

import org.jspecify.annotations.NullMarked;
