"""The trained model: candidates in numbers, trees as arrays, and how their word is weighed with the rules'."""
