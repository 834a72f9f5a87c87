-- Each move of a request names those whose work is done under it: nothing is to be kept for that.
drop table merged;
