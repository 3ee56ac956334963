"""The council’s questions: the meeting, relations, outcomes, duties, crossings, answers."""
