"""Run the program as `python -m questionnaire_filler`."""

from questionnaire_filler.cli.main import main

if __name__ == "__main__":
    main()
